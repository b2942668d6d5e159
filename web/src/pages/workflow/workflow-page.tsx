import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import type { WorkflowVersion } from '../../../../src/contracts/workflow.js';
import { versionsQuery, workflowQuery } from '../../api/queries.js';
import { ButtonLink } from '../../design/button-link.js';
import { CopyButton } from '../../design/copy-button.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { Page } from '../../design/page.js';
import { Skeleton } from '../../design/skeleton.js';
import { StatusBadge } from '../../design/status-badge.js';
import { type Tab, Tabs } from '../../design/tabs.js';
import { useTab } from '../../design/use-tab.js';
import { GuardedLink } from '../../session/guarded-link.js';
import { canStart } from './can-start.js';
import { DeprecateButton } from './deprecate-button.js';
import { DocumentTab } from './document/document-tab.js';
import { FindingsTab } from './findings-tab.js';
import { GraphTab } from './graph/graph-tab.js';
import { OlderVersionNotice } from './older-version-notice.js';
import { RunTab } from './run/run-tab.js';
import { StatisticsTab } from './statistics-tab.js';
import { VersionsTab } from './versions/versions-tab.js';
import './workflow-page.css';

export function WorkflowPage() {
  const { type = '' } = useParams();
  const [parameters] = useSearchParams();
  const version = Number(parameters.get('version')) || undefined;
  const present = useQuery(workflowQuery(type));
  const shown = useQuery(workflowQuery(type, version));
  const error = present.error ?? shown.error;
  if (error)
    return (
      <Page title={type}>
        <ErrorNotice error={error} onRetry={() => void (present.error ? present.refetch() : shown.refetch())} />
        <p>
          <ButtonLink to="/workflows">All workflows</ButtonLink>
        </p>
      </Page>
    );
  if (!present.data || !shown.data)
    return (
      <Page title={type}>
        <Skeleton label="Loading the workflow" lines={10} />
      </Page>
    );
  return <ShownWorkflow key={type} present={present.data} shown={shown.data} />;
}
/** `shown` is the version that is looked at, mostly the present one. */
function ShownWorkflow({ present, shown }: { present: WorkflowVersion; shown: WorkflowVersion }) {
  const [tab, select] = useTab('graph');
  const { deliverable_type, document, status } = present;
  const versions = useQuery(versionsQuery(deliverable_type));
  const tabs: Tab[] = [
    { id: 'graph', label: 'Graph', content: () => <GraphTab workflow={shown} /> },
    { id: 'run', label: 'Run', content: () => <RunTab key={shown.version} workflow={shown} status={status} /> },
    {
      id: 'versions',
      label: 'Versions',
      count: versions.data ? `${versions.data.items.length}${versions.data.next_cursor ? '+' : ''}` : undefined,
      content: () => <VersionsTab workflow={present} />,
    },
    { id: 'statistics', label: 'Statistics', content: () => <StatisticsTab workflow={present} /> },
    { id: 'document', label: 'Document', content: () => <DocumentTab key={shown.version} {...{ present, shown }} /> },
    { id: 'findings', label: 'Findings', content: () => <FindingsTab workflow={shown} /> },
  ];
  const title = document.display_name ?? deliverable_type;
  return (
    <Page
      title={title}
      about={<About workflow={present} />}
      actions={<Actions workflow={present} runs={tab === 'run'} />}
    >
      {shown.version !== present.version && <OlderVersionNotice present={present} shown={shown} />}
      <Tabs className="workflow-tabs" label={`Parts of ${title}`} tabs={tabs} selected={tab} onSelect={select} />
    </Page>
  );
}
function About({ workflow: { deliverable_type, status, version, document } }: { workflow: WorkflowVersion }) {
  const { discipline, description, tags = [] } = document;
  return (
    <>
      <p className="workflow-about">
        <StatusBadge status={status} />
        <span>
          <code>{deliverable_type}</code>
          <CopyButton text={deliverable_type} what="type" />
        </span>
        <span>version {version}</span>
        {discipline && <span>{discipline}</span>}
        {tags.length > 0 && <span>{tags.join(', ')}</span>}
      </p>
      {description && <p className="workflow-description">{description}</p>}
    </>
  );
}
/** `runs`: the form to run it is shown already. */
function Actions({ workflow: { deliverable_type, status }, runs }: { workflow: WorkflowVersion; runs: boolean }) {
  return (
    <>
      <ButtonLink icon="executions" to={`/executions?deliverable_type=${deliverable_type}`}>
        Executions
      </ButtonLink>
      {status !== 'deprecated' && <DeprecateButton deliverable_type={deliverable_type} />}
      {canStart(status) && !runs && (
        <GuardedLink needs="operate" kind="primary" icon="play" to="?tab=run">
          Run
        </GuardedLink>
      )}
    </>
  );
}
