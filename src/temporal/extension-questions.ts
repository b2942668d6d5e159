/** By how many seconds in all the time limits of running steps were extended, in the order of the step numbers. */
export type AskExtensions = (execution_id: string, step_numbers: number[]) => Promise<number[]>;

interface Question {
  steps: Set<number>;
  answers: Promise<Map<number, number>>;
}

/**
 * Many attempts of an execution may reach their deadlines together, and a workflow answers one question after the other.
 * So they ask together: what is asked of an execution while an answer is under way goes into the next question.
 */
export class ExtensionQuestions {
  /** By execution: the question that is not asked yet, and when the last one is answered. */
  private readonly open = new Map<string, Question>();
  private readonly answered = new Map<string, Promise<void>>();

  constructor(private readonly askAll: AskExtensions) {}

  /** In seconds. Rejects when nobody answers. */
  async ask(execution_id: string, step_number: number): Promise<number> {
    const question = this.open.get(execution_id) ?? this.begin(execution_id);
    question.steps.add(step_number);
    return (await question.answers).get(step_number) ?? 0;
  }

  private begin(execution_id: string): Question {
    const steps = new Set<number>();
    const before = this.answered.get(execution_id) ?? Promise.resolve();
    const answers = before.then(() => {
      this.open.delete(execution_id);
      return this.answers(execution_id, [...steps]);
    });
    this.rememberUntilAnswered(execution_id, answers);
    const question = { steps, answers };
    this.open.set(execution_id, question);
    return question;
  }

  private async answers(execution_id: string, step_numbers: number[]): Promise<Map<number, number>> {
    const seconds = await this.askAll(execution_id, step_numbers);
    return new Map(step_numbers.map((step_number, index) => [step_number, seconds[index] ?? 0]));
  }

  private rememberUntilAnswered(execution_id: string, answers: Promise<unknown>): void {
    const forget = () => {
      if (this.answered.get(execution_id) === answered) this.answered.delete(execution_id);
    };
    const answered = answers.then(forget, forget);
    this.answered.set(execution_id, answered);
  }
}
