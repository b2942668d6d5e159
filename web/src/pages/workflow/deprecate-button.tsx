import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { Dialog } from '../../design/dialog.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { toast } from '../../design/toasts.js';
import { GuardedButton } from '../../session/guarded-button.js';

export function DeprecateButton({ deliverable_type }: { deliverable_type: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <GuardedButton needs="publish" onClick={() => setAsked(true)}>
        Deprecate…
      </GuardedButton>
      {asked && <DeprecateDialog deliverable_type={deliverable_type} onClose={() => setAsked(false)} />}
    </>
  );
}
function DeprecateDialog({ deliverable_type, onClose }: { deliverable_type: string; onClose(): void }) {
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.workflows.delete(deliverable_type),
    onSuccess() {
      toast(`${deliverable_type} is deprecated`);
      void queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog
      title={`Deprecate ${deliverable_type}?`}
      onClose={onClose}
      onSubmit={() => mutate()}
      submit="Deprecate"
      danger
      busy={isPending}
    >
      <p>Nothing new can be started; what runs goes on. A new version or a rollback makes it active again.</p>
      {error && <ErrorNotice error={error} />}
    </Dialog>
  );
}
