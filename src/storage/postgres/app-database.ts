import pg from 'pg';
import { ROLE } from './initdb.js';

const DATABASE = 'dynex';
const CONNECT_WITHIN_MS = 10_000;
const UNDEFINED_DATABASE = '3D000';

/** The address of the platform's database on a local server. */
export function databaseUrl(port: number, password: string): string {
  return urlOf(port, password, DATABASE);
}

/**
 * Connects, and makes the platform's database when the cluster is new.
 * @throws the error of pg, with its SQLSTATE in `code`.
 */
export async function openDatabase(port: number, password: string): Promise<void> {
  try {
    await query(databaseUrl(port, password), 'SELECT count(*) FROM pg_class');
  } catch (error) {
    if ((error as { code?: string }).code !== UNDEFINED_DATABASE) throw error;
    await query(urlOf(port, password, 'postgres'), `CREATE DATABASE ${DATABASE}`);
  }
}

async function query(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: CONNECT_WITHIN_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end();
  }
}

function urlOf(port: number, password: string, database: string): string {
  return `postgresql://${ROLE}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
