/** The documents of examples/, published and run as a newcomer does. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { Execution } from '../../src/contracts/execution.js';
import type { JsonObject } from '../../src/contracts/json.js';
import { expectGapless, named, namesOf } from './event-log.js';
import { type ProblemBody, TestPlatform } from './platform.js';
import { expectEventShapes, expectExecutionShape } from './wire-shapes.js';

interface Outcome {
  execution: Execution;
  events: ExecutionEvent[];
  output: Record<string, JsonObject>;
}
let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start()), 120_000);
afterAll(() => platform.stop(), 60_000);

async function outcomeOf(type: string, input: Record<string, unknown>): Promise<Outcome> {
  const execution = await platform.run(type, input, { user_id: 'a.engineer' });
  const events = await platform.events(execution.execution_id);
  return { execution, events, output: execution.output_data as Record<string, JsonObject> };
}
function expectCompletedRecord({ execution, events }: Outcome): void {
  expectExecutionShape(execution);
  expectGapless(events);
  expectEventShapes(events);
  expect(execution.status).toBe('completed');
  expect(execution.progress.progress_percent).toBe(100);
  expect(execution.user_id).toBe('a.engineer');
  expect(execution.temporal.ui_url).toContain(execution.execution_id);
  expect(namesOf(events).at(0)).toBe('execution_started');
  expect(namesOf(events).at(-1)).toBe('execution_completed');
  expect(named(events, 'execution_completed')[0]?.output).toEqual(execution.output_data);
}

describe('beams-with-release.json', () => {
  it('goes through its list, and on with the signal', async () => {
    const id = await platform.start(await platform.publishExample('beams-with-release.json'));
    await platform.until(id, ({ steps }) => steps[2]?.status === 'running');
    const refused = await platform.post<ProblemBody>(`/executions/${id}/signals/released`, { payload: { by: '' } });
    expect(refused.status).toBe(422);
    expect(refused.body.findings?.map(({ message }) => message)).toEqual([expect.stringMatching(/^by: /)]);
    const sent = await platform.post(`/executions/${id}/signals/released`, { payload: { by: 'Ann' } });
    expect(sent.status).toBe(202);
    const execution = await platform.until(id, ({ completed_at }) => completed_at !== null);
    expectExecutionShape(execution);
    expect(execution.output_data).toMatchObject({
      moments: [{ value: 38 }, { value: 56 }],
      report: { moments: [{ value: 38 }, { value: 56 }], beams: 2, released_by: 'Ann' },
    });
  });
});

describe('foundation-design.json', () => {
  const INPUT = {
    axial_load_dead: 600,
    axial_load_live: 400,
    column_width: 0.4,
    column_depth: 0.4,
    safe_bearing_capacity: 200,
    concrete_grade: 'M25',
    steel_grade: 'Fe415',
  };
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await outcomeOf(await platform.publishExample('foundation-design.json'), INPUT);
  }, 60_000);

  it('gives the whole record and log of a completed execution', () => {
    expectCompletedRecord(outcome);
    expect(outcome.execution.steps.map(({ step_name, status }) => [step_name, status])).toEqual([
      ['initial_design', 'completed'],
      ['optimize_schedule', 'completed'],
    ]);
    expect(outcome.execution.execution_graph).toMatchObject({
      execution_order: [[1], [2]],
      critical_path: [1, 2],
      max_observed_parallelism: 1,
    });
  });
  it('fills in the defaults of its input_schema', () => {
    expect(outcome.execution.input_data).toMatchObject({ ...INPUT, moment_x: 0, founding_depth: 1.5, clear_cover: 50 });
  });
  it('designs a base that carries 1000 kN with the footing and the soil above it', () => {
    const { initial_design_data: design } = outcome.output;
    const depth = Number(design?.['footing_depth']);
    const overburden = 25 * depth + 18 * (1.5 - depth);
    expect(depth).toBe(0.525);
    expect(design?.['footing_length_required']).toBeCloseTo(Math.sqrt(1000 / (200 - overburden)), 4);
    expect(design).toMatchObject({ footing_length_initial: 2.45, footing_width_initial: 2.45, sbc: 200 });
    expect(design).toMatchObject({ concrete_volume: 3.15131, bar_diameter: 12, design_ok: true, warnings: [] });
  });
  it('rounds it to site modules, checks it again and takes off the quantities', () => {
    const { final_design_data: final } = outcome.output;
    expect(final).toMatchObject({ footing_length: 2.45, footing_width: 2.45, footing_depth: 0.55 });
    expect(final).toMatchObject({ rechecked: true, design_ok: true });
    const quantities = final?.['material_quantities'] as Record<string, number>;
    expect(quantities['concrete_volume_m3']).toBeCloseTo(2.45 * 2.45 * 0.55, 4);
    expect(quantities['formwork_area_m2']).toBeCloseTo(4 * 2.45 * 0.55, 4);
    expect(quantities['steel_mass_kg']).toBeGreaterThan(50);
  });
});

describe('design-five-steps.json', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await outcomeOf(await platform.publishExample('design-five-steps.json'), { live_load: 4 });
  }, 60_000);

  it('gives the whole record and log of a completed execution', () => {
    expectCompletedRecord(outcome);
    expect(outcome.execution.execution_graph).toMatchObject({
      execution_order: [[1, 2], [3, 4], [5]],
      critical_path: [1, 3, 5],
      max_observed_parallelism: 2,
    });
    expect(outcome.execution.risk).toMatchObject({ score: 0.1, decision: 'auto_approved' });
  });
  it('computes the beam: w = 2 + 4, Z = 140 × 360² / 6, σ = w l² / 8 Z', () => {
    const value = (name: string) => outcome.output[name]?.['value'];
    expect(value('service_load')).toBe(6);
    expect(value('section_modulus')).toBe(3_024_000);
    expect(value('support_reaction')).toBe(15);
    expect(value('bending_stress')).toBeCloseTo(18.75e6 / 3_024_000, 9);
    expect(value('utilisation')).toBeCloseTo(18.75e6 / 3_024_000 / 11, 9);
    expect(Object.keys(outcome.output).sort()).toEqual([
      'bending_stress',
      'section_modulus',
      'service_load',
      'support_reaction',
      'utilisation',
    ]);
  });
  it('waits for approval where the document calls the result risky', async () => {
    const execution = await platform.run('design_five_steps', { span: 12, dead_load: 5 });
    expect(execution.status).toBe('awaiting_approval');
    expect(execution.risk).toMatchObject({ score: 0.9, decision: 'requires_approval' });
    expect(execution.approval).toMatchObject({ status: 'pending' });
    expectExecutionShape(execution);
  });
});

describe('resilient-http.json', () => {
  let service: Server;
  let url: string;
  /** How many requests it still answers with 503. */
  let failures = 0;
  let requests = 0;
  beforeAll(async () => {
    service = createServer((_request, response) => {
      requests += 1;
      failures -= 1;
      response.writeHead(failures >= 0 ? 503 : 200, { 'content-type': 'application/json' });
      response.end(failures >= 0 ? '{}' : JSON.stringify({ concrete_per_m3: 7000, steel_per_kg: 80 }));
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/rates`;
    await platform.publishExample('resilient-http.json');
  });
  afterAll(() => {
    service.closeAllConnections();
    service.close();
  });

  it('goes on with the rates of a service that fails twice', async () => {
    failures = 2;
    const outcome = await outcomeOf('resilient_http', { url });
    expectCompletedRecord(outcome);
    const { execution, events, output } = outcome;
    const [fetched] = execution.steps;
    expect(fetched).toMatchObject({ attempts: 3, used_fallback: false, error: null });
    expect(fetched?.retries.map(({ attempt, error_type }) => [attempt, error_type])).toEqual([
      [1, 'http_503'],
      [2, 'http_503'],
    ]);
    expect(named(events, 'step_retrying').map(({ attempt, transient }) => [attempt, transient])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(output['rates']).toMatchObject({ status: 200, body: { concrete_per_m3: 7000, steel_per_kg: 80 } });
    expect(output['concrete_cost']).toEqual({ value: 31_500 });
    expect(output['steel_cost']).toEqual({ value: 28_800 });
    expect(output['total_cost']).toEqual({ value: 60_300 });
    expect(output['source_of_rates']).toEqual({ value: 'service' });
  }, 60_000);

  it('goes on with the standard rates of a service that always fails, and says so', async () => {
    failures = Number.POSITIVE_INFINITY;
    requests = 0;
    const outcome = await outcomeOf('resilient_http', { url, concrete_volume: 2, steel_mass: 100 });
    expectCompletedRecord(outcome);
    const { execution, events, output } = outcome;
    expect(requests).toBe(4);
    expect(execution.steps[0]).toMatchObject({
      status: 'completed',
      attempts: 4,
      used_fallback: true,
      execution_time_ms: null,
      error: { type: 'http_503', transient: true, attempt: 4 },
    });
    expect(execution.steps[0]?.retries).toHaveLength(3);
    expect(named(events, 'step_completed').find(({ step_number }) => step_number === 1)).toMatchObject({
      used_fallback: true,
    });
    expect(output['total_cost']).toEqual({ value: 2 * 6500 + 100 * 75 });
    expect(output['source_of_rates']).toEqual({ value: 'standard' });
    expect(execution.risk).toMatchObject({ score: 0.5, decision: 'needs_review' });
  }, 60_000);
});
