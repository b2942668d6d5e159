import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { VersionSummary, WorkflowVersion } from '../../../../../src/contracts/workflow.js';
import { versionsQuery } from '../../../api/queries.js';
import { Button } from '../../../design/button.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { Skeleton } from '../../../design/skeleton.js';
import { type Column, Table } from '../../../design/table.js';
import { Time } from '../../../design/time.js';
import { GuardedButton } from '../../../session/guarded-button.js';
import { RollbackDialog } from './rollback-dialog.js';
import { VersionComparison } from './version-comparison.js';
import './versions-tab.css';

export function VersionsTab({ workflow }: { workflow: WorkflowVersion }) {
  const { deliverable_type, version: present } = workflow;
  const { data, error, refetch } = useQuery(versionsQuery(deliverable_type));
  const [pair, setPair] = useState<{ from: number; to: number } | null>(null);
  const [asked, setAsked] = useState<number | null>(null);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label="Loading the versions" />;
  const versions = data.items.map(({ version }) => version);
  const compared = pair ?? (present > 1 ? { from: present - 1, to: present } : null);
  const compare = (version: number): void => setPair({ from: version, to: present });
  return (
    <div className="workflow-panels">
      <Table
        caption="Versions, newest first"
        columns={columnsOf({ present, compare, rollback: setAsked })}
        rows={data.items}
        keyOf={({ version }) => String(version)}
        isSelected={({ version }) => version === compared?.from || version === compared?.to}
      />
      {compared ? (
        <VersionComparison {...{ deliverable_type, versions, compared }} onCompare={setPair} />
      ) : (
        <p className="muted">There is one version: nothing to compare it with.</p>
      )}
      {asked !== null && (
        <RollbackDialog deliverable_type={deliverable_type} version={asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}
interface VersionActions {
  present: number;
  compare(version: number): void;
  rollback(version: number): void;
}
function columnsOf({ present, compare, rollback }: VersionActions): readonly Column<VersionSummary>[] {
  return [
    {
      id: 'version',
      header: 'Version',
      cell: ({ version }) => (
        <>
          <Link className="versions-link" to={version === present ? '?' : `?version=${version}`}>
            {version}
          </Link>
          {version === present && <span className="muted"> present</span>}
        </>
      ),
    },
    { id: 'created', header: 'Created', cell: ({ created_at }) => <Time at={created_at} /> },
    {
      id: 'change',
      header: 'What changed',
      priority: 2,
      cell: ({ change_description }) => change_description ?? <span className="muted">–</span>,
    },
    { id: 'hash', header: 'Content', priority: 3, cell: ({ hash }) => <code title={hash}>{hash.slice(0, 10)}</code> },
    {
      id: 'actions',
      header: <span className="visually-hidden">Actions</span>,
      align: 'end',
      cell: ({ version }) =>
        version !== present && (
          <div className="versions-actions">
            <Button size="small" onClick={() => compare(version)}>
              Compare<span className="visually-hidden"> version {version} with the present one</span>
            </Button>
            <GuardedButton needs="publish" size="small" icon="rerun" onClick={() => rollback(version)}>
              Roll back…<span className="visually-hidden"> to version {version}</span>
            </GuardedButton>
          </div>
        ),
    },
  ];
}
