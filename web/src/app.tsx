/** The pages and their addresses. */
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { queryClient } from './api/query-client.js';
import { SessionGate } from './session/session-gate.js';
import { CrashNotice } from './shell/crash-notice.js';
import { NotFoundPage } from './shell/not-found-page.js';
import { Shell } from './shell/shell.js';

const OverviewPage = lazy(async () => ({ default: (await import('./pages/overview/overview-page.js')).OverviewPage }));
const WorkflowsPage = lazy(async () => ({
  default: (await import('./pages/workflows/workflows-page.js')).WorkflowsPage,
}));
const WorkflowPage = lazy(async () => ({ default: (await import('./pages/workflow/workflow-page.js')).WorkflowPage }));
const ExecutionsPage = lazy(async () => ({
  default: (await import('./pages/executions/executions-page.js')).ExecutionsPage,
}));
const ExecutionPage = lazy(async () => ({
  default: (await import('./pages/execution/execution-page.js')).ExecutionPage,
}));
const DeadLettersPage = lazy(async () => ({
  default: (await import('./pages/dead-letters/dead-letters-page.js')).DeadLettersPage,
}));
const ApprovalsPage = lazy(async () => ({
  default: (await import('./pages/approvals/approvals-page.js')).ApprovalsPage,
}));
const AuditPage = lazy(async () => ({ default: (await import('./pages/audit/audit-page.js')).AuditPage }));

const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <CrashNotice />,
    children: [
      {
        errorElement: <CrashNotice />,
        children: [
          { path: '/', element: <OverviewPage /> },
          { path: '/workflows', element: <WorkflowsPage /> },
          { path: '/workflows/:type', element: <WorkflowPage /> },
          { path: '/executions', element: <ExecutionsPage /> },
          { path: '/executions/:id', element: <ExecutionPage /> },
          { path: '/dead-letters', element: <DeadLettersPage /> },
          { path: '/approvals', element: <ApprovalsPage /> },
          { path: '/audit', element: <AuditPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <SessionGate>
        <RouterProvider router={router} />
      </SessionGate>
    </QueryClientProvider>
  );
}
