/** The Temporal CLI that is downloaded or built: the version in tools/temporal-server/go.mod, which a test compares. */
export const TEMPORAL_CLI_VERSION = '1.8.2';

/** The oldest server that a `temporal` found on PATH may contain. */
export const MINIMUM_SERVER_VERSION = '1.28.0';

/** The server program of the same Go module: what runs on a PostgreSQL of its own. A test compares it, too. */
export const TEMPORAL_SERVER_VERSION = '1.31.2';
