/** Line icons of 16 by 16, drawn in the colour of the text. They say nothing to a screen reader: a word stands beside. */
import './icon.css';
import { classNames } from './class-names.js';
import { ICON_PATHS, type IconName } from './icon-paths.js';

export type { IconName } from './icon-paths.js';

export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg className={classNames('icon', `icon-${name}`, className)} viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
