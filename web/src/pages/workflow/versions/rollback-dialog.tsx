import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../api/client.js';
import { Dialog } from '../../../design/dialog.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { toast } from '../../../design/toasts.js';

export interface RollbackDialogProps {
  deliverable_type: string;
  version: number;
  onClose(): void;
}
export function RollbackDialog({ deliverable_type, version, onClose }: RollbackDialogProps) {
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.workflows.rollback(deliverable_type, version),
    onSuccess(published) {
      toast(`Version ${published.version} has the content of version ${version}`);
      void queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog
      title={`Roll back to version ${version}?`}
      onClose={onClose}
      onSubmit={() => mutate()}
      submit="Roll back"
      busy={isPending}
    >
      <p>
        The content of version {version} becomes a new version, and the present one stays in the history. What runs goes
        on with the version that it was started with.
      </p>
      {error && <ErrorNotice error={error} />}
    </Dialog>
  );
}
