import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { StartRequest } from '../../../../../src/contracts/start.js';
import { client } from '../../../api/client.js';

export interface StartAsked {
  request: StartRequest;
  wait_seconds: number | undefined;
}
/** Starts an execution and goes to it. */
export function useStart(deliverable_type: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ request, wait_seconds }: StartAsked) =>
      client.start(deliverable_type, request, { wait_seconds, retry_for_seconds: 20 }),
    onSuccess({ execution_id }) {
      void queries.invalidateQueries({ queryKey: ['executions'] });
      void navigate(`/executions/${execution_id}`);
    },
  });
}
