/** All entries of the selection as a file. Where there are keys it is fetched with this one: a link could not send it. */
import { useMutation } from '@tanstack/react-query';
import { client } from '../../api/client.js';
import { Button } from '../../design/button.js';
import '../../design/button.css';
import { ErrorNotice } from '../../design/error-notice.js';
import { Icon } from '../../design/icon.js';
import { useSession } from '../../session/use-session.js';
import { type AuditSelection, exportAddress } from './audit-selection.js';
import { saveFile } from './save-file.js';

const FILE = 'audit.ndjson';

export function ExportButton({ selection }: { selection: AuditSelection }) {
  const { authentication } = useSession();
  if (authentication === 'api_key') return <KeyedExport selection={selection} />;
  return (
    <a className="button button-plain" href={exportAddress(selection)} download={FILE}>
      <Icon name="arrowDown" />
      Export NDJSON
    </a>
  );
}
function KeyedExport({ selection }: { selection: AuditSelection }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.audit.export(selection),
    onSuccess: (text) => saveFile(FILE, new Blob([text], { type: 'application/x-ndjson' })),
  });
  return (
    <>
      <Button icon="arrowDown" busy={isPending} onClick={() => mutate()}>
        Export NDJSON
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
