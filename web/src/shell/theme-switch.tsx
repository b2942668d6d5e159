import { useState } from 'react';
import { Icon, type IconName } from '../design/icon.js';
import { rememberedTheme, rememberTheme, type Theme, THEMES } from './theme.js';
import './theme-switch.css';

const LOOKS: Record<Theme, { icon: IconName; word: string }> = {
  system: { icon: 'system', word: 'As the system' },
  light: { icon: 'light', word: 'Light' },
  dark: { icon: 'dark', word: 'Dark' },
};
export function ThemeSwitch() {
  const [theme, setTheme] = useState(rememberedTheme);
  function choose(next: Theme): void {
    rememberTheme(next);
    setTheme(next);
  }
  return (
    <fieldset className="theme-switch">
      <legend className="visually-hidden">Theme</legend>
      {THEMES.map((one) => (
        <label key={one} title={LOOKS[one].word}>
          <input
            type="radio"
            name="theme"
            className="visually-hidden"
            checked={one === theme}
            onChange={() => choose(one)}
          />
          <Icon name={LOOKS[one].icon} />
          <span className="visually-hidden">{LOOKS[one].word}</span>
        </label>
      ))}
    </fieldset>
  );
}
