/** A document as its author wrote it: findings then say where in this text they are (`source`). */
export class DocumentText {
  constructor(
    readonly text: string,
    readonly syntax: 'json' | 'yaml' = 'json',
  ) {}
  get content_type(): string {
    return `application/${this.syntax}`;
  }
}
