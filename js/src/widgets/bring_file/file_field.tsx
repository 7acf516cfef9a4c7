/** A browser's own field for a file. */

import { useUniqueId } from "../../shared/unique_id";

export function FileField({
  label,
  help = "",
  onFile,
  disabled = false,
  keeps = false,
}: {
  label: string;
  help?: string;
  onFile: (file: File) => void;
  disabled?: boolean;
  /** Whether it goes on showing the file's name. */
  keeps?: boolean;
}) {
  const id = useUniqueId();
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {label}
      </label>
      {help && (
        <p class="ci-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <input
        id={id}
        class="ci-input"
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain"
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) onFile(file);
          // So that the same file, once mended, can be chosen again.
          if (!keeps) input.value = "";
        }}
      />
    </div>
  );
}
