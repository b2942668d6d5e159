/** Focuses the control of that place; where it has none, that of the nearest place around it. */
export function showField(form: HTMLElement, path: string): void {
  for (let at: string = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = form.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`);
    const control = found?.matches('div') ? found.querySelector<HTMLElement>('textarea, input, select') : found;
    if (control) {
      control.scrollIntoView({ block: 'center' });
      control.focus({ preventScroll: true });
      return;
    }
    if (at === '') return;
  }
}
