import { type ComponentType, useState } from 'react';
import type { Json } from '../../../../../src/contracts/json.js';
import { Button } from '../../../design/button.js';
import type { FormField, ListField } from './form-field.js';
import { messageAt, pointerTo } from './input-findings.js';
import type { InputProps } from './input-props.js';
import { type FormValue, initialValue } from './input-value.js';
import { JsonInput } from './json-input.js';

/** A longer list is edited as JSON. */
const MAX_DRAWN = 50;

export interface ListInputProps extends InputProps<ListField> {
  /** Draws an item, which may be anything. */
  Item: ComponentType<InputProps>;
}
export function ListInput(props: ListInputProps) {
  const { field, value, path, findings, onChange } = props;
  const [isLong] = useState(Array.isArray(value) && value.length > MAX_DRAWN);
  if (isLong) return <JsonInput {...props} field={{ ...field, kind: 'json' }} />;
  const items: Json[] = Array.isArray(value) ? value : [];
  const error = messageAt(findings, path);
  return (
    <fieldset className="run-group" data-path={path} tabIndex={-1}>
      <legend>
        {field.label}
        {field.required && <span className="field-required"> (required)</span>}
      </legend>
      {field.about && <p className="field-about">{field.about}</p>}
      <ListItems {...props} items={items} />
      <Button
        size="small"
        disabled={field.max_items !== null && items.length >= field.max_items}
        onClick={() => onChange([...items, initialValue(field.item) ?? emptyOf(field.item)])}
      >
        Add {items.length === 0 ? 'the first' : 'another'}
      </Button>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
interface ListItemsProps extends ListInputProps {
  items: Json[];
}
/** Items have no names of their own; their keys move with them. */
function ListItems({ field, items, path, findings, onChange, Item }: ListItemsProps) {
  const [keys, setKeys] = useState(() => items.map((_, index) => index));
  const known = items.map((_, index) => keys[index] ?? index + 1_000);
  function change(index: number, next: FormValue): void {
    onChange(items.map((item, n) => (n === index ? (next ?? emptyOf(field.item)) : item)));
  }
  function remove(index: number): void {
    setKeys(known.filter((_, n) => n !== index));
    onChange(items.filter((_, n) => n !== index));
  }
  return (
    <ol className="run-items">
      {items.map((item, index) => (
        <li key={known[index]} className={`run-item run-item-${field.item.kind}`}>
          <Item
            field={itemField(field.item, index)}
            value={item}
            path={pointerTo(path, index)}
            findings={findings}
            onChange={(next) => change(index, next)}
          />
          <Button kind="quiet" size="small" icon="close" onClick={() => remove(index)}>
            <span className="visually-hidden">Remove item {index + 1}</span>
          </Button>
        </li>
      ))}
    </ol>
  );
}
/** That an item is needed goes without saying. */
const itemField = (item: FormField, index: number): FormField => ({
  ...item,
  label: item.label === '' ? `${index + 1}` : `${item.label} ${index + 1}`,
  required: item.kind === 'choice',
});
const emptyOf = ({ kind }: FormField): Json =>
  kind === 'group' ? {} : kind === 'list' ? [] : kind === 'text' ? '' : kind === 'switch' ? false : null;
