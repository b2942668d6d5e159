/** A page that broke: what happened, and the way out. */
import { useRouteError } from 'react-router';
import { Button } from '../design/button.js';
import { ErrorNotice } from '../design/error-notice.js';
import { Page } from '../design/page.js';

export function CrashNotice() {
  const error = useRouteError();
  return (
    <Page title="This page broke">
      <ErrorNotice error={error} />
      <div>
        <Button icon="rerun" onClick={() => location.reload()}>
          Load the page again
        </Button>
      </div>
    </Page>
  );
}
