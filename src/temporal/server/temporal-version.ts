/** The Temporal CLI that is downloaded or built: the version in tools/temporal-server/go.mod, which a test compares. */
export const TEMPORAL_CLI_VERSION = '1.8.2';

/** The oldest server that a `temporal` found on PATH may contain. */
export const MINIMUM_SERVER_VERSION = '1.28.0';
