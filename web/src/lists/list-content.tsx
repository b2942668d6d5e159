/** The content of a list page in each of its states: being loaded, refused, empty, or full. */
import type { ReactNode } from 'react';
import type { ListPage } from '../../../src/contracts/list-page.js';
import { ErrorNotice } from '../design/error-notice.js';
import { Skeleton } from '../design/skeleton.js';

/** What is needed of the query that reads the list. */
export interface ListQuery<Row> {
  data: ListPage<Row> | undefined;
  error: Error | null;
  isPending: boolean;
  refetch(): unknown;
}
export interface ListContentProps<Row> {
  query: ListQuery<Row>;
  /** What the rows are: "executions". */
  what: string;
  /** In place of a list without rows. */
  empty: ReactNode;
  children(page: ListPage<Row>): ReactNode;
}
export function ListContent<Row>({ query, what, empty, children }: ListContentProps<Row>) {
  const { data, error, isPending, refetch } = query;
  const notice = error !== null && <ErrorNotice error={error} onRetry={() => refetch()} />;
  if (isPending) return <Skeleton label={`Loading ${what}`} lines={12} />;
  if (!data) return notice;
  return (
    <>
      {notice}
      {data.items.length === 0 ? empty : children(data)}
    </>
  );
}
