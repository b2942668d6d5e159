import type { AppliedCommand } from '../../src/contracts/commands.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { ExecutionState } from '../../src/contracts/execution.js';
import type { ExecutionSnapshot } from '../../workflows/step-host.js';

/** A record as it was when it was stored: text, of which objects are made only where somebody looks at them. */
export class StoredSnapshot implements ExecutionSnapshot {
  readonly stateText: string;
  readonly eventsText: string;
  private readonly commandsText: string;

  constructor({ state, events, commands }: ExecutionSnapshot) {
    this.stateText = JSON.stringify(state);
    this.eventsText = JSON.stringify(events);
    this.commandsText = JSON.stringify(commands);
  }
  get state(): ExecutionState {
    return JSON.parse(this.stateText) as ExecutionState;
  }
  get events(): ExecutionEvent[] {
    return JSON.parse(this.eventsText) as ExecutionEvent[];
  }
  get commands(): AppliedCommand[] {
    return JSON.parse(this.commandsText) as AppliedCommand[];
  }
}
