import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { PlatformStatistics } from '../../../../src/contracts/platform-statistics.js';
import { platformStatisticsQuery } from '../../api/queries.js';
import { ButtonLink } from '../../design/button-link.js';
import { EmptyState } from '../../design/empty-state.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { Page } from '../../design/page.js';
import { Skeleton } from '../../design/skeleton.js';
import { LiveNote } from '../../lists/live-note.js';
import { ActivityChart } from './activity-chart.js';
import { DaysChoice } from '../../statistics/days-choice.js';
import { Figures } from './figures.js';
import { LiveExecutions } from './live-executions.js';
import { NeedsAPerson } from './needs-a-person.js';
import './overview-page.css';
import { useLiveOverview } from './use-live-overview.js';
import { WorkflowRows } from './workflow-rows.js';

const DEFAULT_DAYS = 7;

export function OverviewPage() {
  const [parameters, setParameters] = useSearchParams();
  const days = Number(parameters.get('days')) || DEFAULT_DAYS;
  const live = useLiveOverview();
  const { refetchInterval } = live;
  const statistics = useQuery({ ...platformStatisticsQuery(days), placeholderData: keepPreviousData, refetchInterval });
  const choose = (chosen: number): void =>
    setParameters(chosen === DEFAULT_DAYS ? {} : { days: String(chosen) }, { replace: true });
  const actions = (
    <>
      <LiveNote liveness={live.liveness} />
      <DaysChoice days={days} onChoose={choose} />
    </>
  );
  return (
    <Page title="Overview" actions={actions}>
      {statistics.error && <ErrorNotice error={statistics.error} onRetry={() => void statistics.refetch()} />}
      {statistics.isPending && <Skeleton label="Loading the overview" lines={14} />}
      {statistics.data && (
        <div className="overview" aria-busy={statistics.isPlaceholderData}>
          <Figures statistics={statistics.data} />
          <div className="overview-main">
            {isEmpty(statistics.data) ? (
              <NothingYet days={days} />
            ) : (
              <>
                <ActivityChart statistics={statistics.data} />
                <WorkflowRows statistics={statistics.data} />
              </>
            )}
          </div>
          <LiveExecutions rows={live.rows} running={statistics.data.running} />
          <NeedsAPerson statistics={statistics.data} refetchInterval={refetchInterval} />
        </div>
      )}
    </Page>
  );
}
const isEmpty = ({ workflows }: PlatformStatistics): boolean => workflows.length === 0;

function NothingYet({ days }: { days: number }) {
  return (
    <EmptyState
      title={`Nothing ran in the last ${days === 1 ? 'day' : `${days} days`}`}
      action={
        <ButtonLink to="/workflows" kind="primary" icon="workflows">
          Workflows
        </ButtonLink>
      }
    >
      Choose a workflow and run it, or publish one: what happens is shown here as it happens.
    </EmptyState>
  );
}
