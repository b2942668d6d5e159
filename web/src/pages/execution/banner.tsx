/** A word about the whole execution that cannot be missed, with what can be done about it. */
import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.js';
import { Icon, type IconName } from '../../design/icon.js';
import type { Tone } from '../../design/status.js';
import './banner.css';

export interface BannerProps {
  tone: Tone;
  icon: IconName;
  actions?: ReactNode;
  children: ReactNode;
}
export function Banner({ tone, icon, actions, children }: BannerProps) {
  return (
    <div className={classNames('banner', `tone-${tone}`)}>
      <Icon name={icon} />
      <p>{children}</p>
      {actions}
    </div>
  );
}
