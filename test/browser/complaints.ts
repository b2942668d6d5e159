/** What a browser complains of while a page is open: errors on its console, what is thrown, what the policy refuses. */
import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';

const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.effectiveDirective + ' refuses ' + (event.blockedURI || event.sample)));`;

export class Complaints {
  private readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  static async listenTo(context: BrowserContext): Promise<Complaints> {
    const complaints = new Complaints();
    await context.addInitScript(REPORT_VIOLATIONS);
    context.on('page', (page) => complaints.listen(page));
    return complaints;
  }
  /** What the test itself brings about, such as a refused request. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }
  get all(): readonly string[] {
    return this.heard;
  }
  get unexpected(): string[] {
    return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }

  private listen(page: Page): void {
    page.on('console', (message) => this.hear(message));
    page.on('pageerror', (error) => this.heard.push(`thrown: ${error.message}`));
  }
  private hear(message: ConsoleMessage): void {
    if (message.type() !== 'error') return;
    this.heard.push(`${message.text()} (${message.location().url})`);
  }
}
