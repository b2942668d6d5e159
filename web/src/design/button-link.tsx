/** Goes somewhere, and looks like a button. */
import { Link, type LinkProps } from 'react-router';
import './button.css';
import { classNames } from './class-names.js';
import { Icon, type IconName } from './icon.js';

export interface ButtonLinkProps extends LinkProps {
  kind?: 'primary' | 'plain' | 'quiet';
  size?: 'small' | 'usual';
  icon?: IconName;
}
export function ButtonLink({ kind = 'plain', size = 'usual', icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={classNames('button', `button-${kind}`, size === 'small' && 'button-small', className)} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
