/** Workflows that are worth a picture, beside the examples. */
import type { JsonObject } from '../../src/contracts/json.js';

type Step = JsonObject & { step_number: number };
const step = (step_number: number, step_name: string, function_to_call: string, input_mapping: JsonObject): Step => ({
  step_number,
  step_name,
  function_to_call,
  input_mapping,
  output_variable: step_name,
});
const echo = (n: number, name: string, input: JsonObject) => step(n, name, 'demo.echo', input);
const sleep = (n: number, name: string, seconds: number, value: string | number) =>
  step(n, name, 'demo.sleep', { seconds, value });
const after = (one: Step, depends_on: number[], more: JsonObject = {}): Step => ({ ...one, depends_on, ...more });

/** Site data, three studies side by side, one of which fails now and then, and a report. */
const BRIDGE: JsonObject = {
  deliverable_type: 'bridge_assessment',
  display_name: 'Assessment of a bridge',
  discipline: 'structural',
  description: 'Reads the records of a bridge, checks deck, piers and bearings side by side, and reports.',
  tags: ['assessment'],
  input_schema: {
    type: 'object',
    properties: {
      bridge: { type: 'string', default: 'B-117', description: 'Number in the register' },
      span: { type: 'number', minimum: 1, maximum: 200, default: 32, description: 'Main span, m' },
      load_class: { type: 'string', enum: ['LM1', 'LM2', 'LM3'], default: 'LM1', description: 'Traffic load model' },
    },
  },
  workflow_steps: [
    sleep(1, 'records', 0.3, '$input.bridge'),
    after(sleep(2, 'deck', 0.8, '$input.span'), [1]),
    after(
      step(3, 'piers', 'demo.flaky', { fail_times: 2, message: 'Connection reset by the register', value: 0.82 }),
      [1],
      { error_handling: { retry_count: 3, base_delay_seconds: 0.4, exponential_base: 2, jitter: false } },
    ),
    after(sleep(4, 'bearings', 0.5, 0.4), [1]),
    step(5, 'utilisation', 'transform.compute', {
      expression: 'max(piers, bearings)',
      values: { piers: '$step3.piers.value', bearings: '$step4.bearings.value' },
    }),
    echo(6, 'report', {
      bridge: '$input.bridge',
      span: '$step2.deck.value',
      utilisation: '$step5.utilisation.value',
      load_class: '$input.load_class',
    }),
  ],
};
/** Its second step fails for good. */
const SOIL: JsonObject = {
  deliverable_type: 'soil_report',
  display_name: 'Soil report',
  discipline: 'geotechnical',
  input_schema: { type: 'object', properties: { borehole: { type: 'string', default: 'BH-4' } } },
  workflow_steps: [
    echo(1, 'samples', { borehole: '$input.borehole', depth_m: 12.5 }),
    after(
      step(2, 'laboratory', 'demo.fail', {
        message: 'Sample 3 has no moisture content: the triaxial test cannot be evaluated',
        error_type: 'IncompleteSample',
      }),
      [1],
    ),
    echo(3, 'profile', { strength: '$step2.laboratory.strength' }),
    echo(4, 'report', { profile: '$step3.profile', samples: '$step1.samples' }),
  ],
};
/** Whether its result may be used is for a person to say. */
const PIER: JsonObject = {
  deliverable_type: 'pier_design',
  display_name: 'Design of a pier',
  discipline: 'structural',
  input_schema: { type: 'object', properties: { height: { type: 'number', default: 14, description: 'Height, m' } } },
  workflow_steps: [
    echo(1, 'forces', { axial_kN: 5400, height: '$input.height' }),
    echo(2, 'section', { design_ok: false, utilisation: 1.04, forces: '$step1.forces' }),
  ],
};
/** Runs for longer than it takes to look at it. */
const MONITORING: JsonObject = {
  deliverable_type: 'load_test',
  display_name: 'Load test with monitoring',
  discipline: 'structural',
  workflow_steps: [
    echo(1, 'instruments', { gauges: 24, inclinometers: 6 }),
    after(sleep(2, 'zero_reading', 0.4, 0), [1]),
    after(sleep(3, 'stage_one', 1.2, 0.5), [2]),
    after(sleep(4, 'stage_two', 600, 1), [3]),
    after(sleep(5, 'temperature', 600, 21), [1]),
    after(sleep(6, 'camera', 600, 'recording'), [1]),
    echo(7, 'evaluation', {
      stage_two: '$step4.stage_two',
      temperature: '$step5.temperature',
      camera: '$step6.camera',
    }),
    echo(8, 'report', { evaluation: '$step7.evaluation' }),
  ],
};

/** `rows` rows of `width` steps; each needs two of the row above. */
export function gridDocument(deliverable_type: string, rows: number, width: number): JsonObject {
  const steps = Array.from({ length: rows * width }, (_, index) => {
    const [row, lane] = [Math.floor(index / width), index % width];
    const above = [lane, (lane + 1) % width].map((one) => (row - 1) * width + one + 1);
    const one = step(index + 1, `panel_${index + 1}`, 'transform.compute', {
      expression: 'a + 1',
      values: { a: row === 0 ? 1 : `$step${above[0]}.panel_${above[0]}.value` },
    });
    return row === 0 ? one : after(one, above);
  });
  return { deliverable_type, display_name: `Facade of ${rows * width} panels`, workflow_steps: steps };
}
export const SHOWN_DOCUMENTS = [BRIDGE, SOIL, PIER, MONITORING];
