/** That what is shown may have been overtaken: no worker answers, and the platform shows what it has stored. */
import { Banner } from './banner.js';

export function StoredStateNotice() {
  return (
    <Banner tone="warning" icon="warning">
      <strong>No worker answers now.</strong> This is what was stored last; it is read again by itself. Start a worker,
      for example <code>ROLE=worker npm start</code>, and the execution goes on.
    </Banner>
  );
}
