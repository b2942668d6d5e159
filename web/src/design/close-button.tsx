import './close-button.css';
import { Icon } from './icon.js';

export interface CloseButtonProps {
  label: string;
  onClose(): void;
}
export function CloseButton({ label, onClose }: CloseButtonProps) {
  return (
    <button type="button" className="close-button" aria-label={label} onClick={onClose}>
      <Icon name="close" />
    </button>
  );
}
