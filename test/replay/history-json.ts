/**
 * Histories as JSON: the generated message's own conversion, with names for enums and base64 for bytes. The files keep
 * nothing of the machine that they were recorded on.
 */
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
export type History = proto.temporal.api.history.v1.IHistory;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const OF_CLIENTS = /^workflowExecution(Started|Signaled|CancelRequested|UpdateAccepted)EventAttributes$/;

export function historyFromJson(json: object): History {
  return History.fromObject(json);
}
export function historyToJson(history: History): Json {
  const json = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String });
  return portable(JSON.parse(JSON.stringify(json)) as Json, 'worker');
}
function portable(value: Json, identity: string): Json {
  if (Array.isArray(value)) return value.map((item) => portable(item, identity));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, field]) => [
    key,
    portableField(key, field, OF_CLIENTS.test(key) ? 'client' : identity),
  ]);
  return Object.fromEntries(entries) as Json;
}
function portableField(key: string, value: Json, identity: string): Json {
  if (key === 'identity') return identity;
  if (key === 'stackTrace') return '';
  if (key === 'taskQueue' && isSticky(value)) return { ...value, name: 'sticky' };
  return portable(value, identity);
}
const isSticky = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && value['kind'] === 'TASK_QUEUE_KIND_STICKY';
