/** Executions over time by how they went, as stacked bars. */
import type { PlatformStatistics, StatisticsPart } from '../../../../src/contracts/platform-statistics.js';
import { Panel } from '../../design/panel.js';
import type { Tone } from '../../design/status.js';
import './activity-chart.css';
import { chartScale } from './chart-scale.js';
import { partTexts } from './part-texts.js';

type Segment = Exclude<keyof StatisticsPart, 'from'>;
const SEGMENTS: readonly (readonly [Segment, string, Tone])[] = [
  ['completed', 'completed', 'success'],
  ['failed', 'failed', 'danger'],
  ['rejected', 'rejected', 'attention'],
  ['cancelled', 'cancelled', 'neutral'],
  ['open', 'not ended', 'running'],
];
const totalOf = (part: StatisticsPart): number => SEGMENTS.reduce((sum, [segment]) => sum + part[segment], 0);

export function ActivityChart({ statistics: { series } }: { statistics: PlatformStatistics }) {
  const scale = chartScale(Math.max(...series.map(totalOf)));
  const texts = partTexts(series.map(({ from }) => from));
  const shown = SEGMENTS.filter(([segment]) => series.some((part) => part[segment] > 0));
  return (
    <Panel title="Executions over time" note={`by ${texts.width}`} actions={<Legend segments={shown} />}>
      <figure className="activity-chart">
        <div className="activity-chart-plot">
          {scale.lines.map((line) => (
            <div key={line} className="activity-chart-line" style={{ bottom: `${(line / scale.top) * 100}%` }}>
              <span>{line.toLocaleString('en-GB')}</span>
            </div>
          ))}
          <svg viewBox={`0 0 ${series.length} ${scale.top}`} preserveAspectRatio="none" aria-hidden="true">
            {series.map((part, index) => (
              <Bar key={part.from} part={part} x={index} top={scale.top} text={texts.of[index] ?? ''} />
            ))}
          </svg>
        </div>
        <div className="activity-chart-times" aria-hidden="true">
          {texts.ticks.map(({ index, text }) => (
            <span key={index} style={{ left: `${((index + 0.5) / series.length) * 100}%` }}>
              {text}
            </span>
          ))}
        </div>
        <ChartTable series={series} texts={texts.of} />
      </figure>
    </Panel>
  );
}
function Legend({ segments }: { segments: typeof SEGMENTS }) {
  return (
    <ul className="activity-chart-legend">
      {segments.map(([segment, word, tone]) => (
        <li key={segment} className={`tone-${tone}`}>
          {word}
        </li>
      ))}
    </ul>
  );
}
function Bar({ part, x, top, text }: { part: StatisticsPart; x: number; top: number; text: string }) {
  const counts = SEGMENTS.filter(([segment]) => part[segment] > 0);
  const below = (index: number): number =>
    counts.slice(0, index + 1).reduce((sum, [segment]) => sum + part[segment], 0);
  return (
    <g>
      <title>{[text, ...counts.map(([segment, word]) => `${part[segment]} ${word}`)].join('\n')}</title>
      <rect className="activity-chart-space" x={x} y={0} width={1} height={top} />
      {counts.map(([segment, , tone], index) => (
        <rect
          key={segment}
          className={`tone-${tone}`}
          x={x + 0.14}
          y={top - below(index)}
          width={0.72}
          height={part[segment]}
        />
      ))}
    </g>
  );
}
/** The same to be read out. */
function ChartTable({ series, texts }: { series: StatisticsPart[]; texts: string[] }) {
  return (
    // A table keeps its width, whatever it is given.
    <div className="visually-hidden">
      <table>
        <caption>Executions over time</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            {SEGMENTS.map(([segment, word]) => (
              <th key={segment} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map((part, index) => (
            <tr key={part.from}>
              <th scope="row">{texts[index]}</th>
              {SEGMENTS.map(([segment]) => (
                <td key={segment}>{part[segment]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
