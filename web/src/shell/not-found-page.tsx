import { useLocation } from 'react-router';
import { ButtonLink } from '../design/button-link.js';
import { EmptyState } from '../design/empty-state.js';
import { Page } from '../design/page.js';

export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <Page title="Not found">
      <EmptyState title={`There is no page ${pathname}`} action={<ButtonLink to="/">Overview</ButtonLink>}>
        The address may be from another version, or mistyped.
      </EmptyState>
    </Page>
  );
}
