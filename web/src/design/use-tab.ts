/** The selected tab, kept in the address as `?tab=`. */
import { useSearchParams } from 'react-router';

export function useTab(fallback: string): [string, (id: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const select = (id: string): void =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (id === fallback) after.delete('tab');
        else after.set('tab', id);
        return after;
      },
      { replace: true },
    );
  return [parameters.get('tab') ?? fallback, select];
}
