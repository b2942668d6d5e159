/** A build of the Temporal CLI from tools/temporal-server/go.mod, where `go` exists. */
import { cachedCliPath } from './cli-cache.js';
import { checkCli } from './cli-version.js';
import { buildProgram, goBuilder, type Builder } from './go-build.js';
import type { ObtainStrategy } from './obtain-strategy.js';
import { TEMPORAL_CLI_VERSION } from './temporal-version.js';

const PACKAGE = 'github.com/temporalio/cli/cmd/temporal';
/** The version, which a build from a module does not know by itself. */
const VERSION_FLAG = `-X github.com/temporalio/cli/internal/temporalcli.Version=${TEMPORAL_CLI_VERSION}`;

export function buildCli(builder: Builder = goBuilder(PACKAGE, VERSION_FLAG)): ObtainStrategy {
  return {
    source: 'go-build',
    makes: true,
    obtain: (context) =>
      buildProgram(context, {
        builder,
        what: `building version ${TEMPORAL_CLI_VERSION} with Go, about 3 to 5 minutes on two cores, once`,
        target: cachedCliPath(context.env),
        check: checkCli,
      }),
  };
}
