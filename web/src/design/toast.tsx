import { Icon } from './icon.js';
import { useStore } from './store.js';
import './toast.css';
import { toasts } from './toasts.js';

/** The place where toasts appear; once, in the shell. */
export function ToastRegion() {
  const shown = useStore(toasts);
  return (
    <div className="toast-region" role="status" aria-live="polite">
      {shown.map(({ id, text }) => (
        <p key={id} className="toast">
          <Icon name="check" />
          {text}
        </p>
      ))}
    </div>
  );
}
