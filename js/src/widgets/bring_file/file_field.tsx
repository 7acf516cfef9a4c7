/** A browser's own field for a file. */

import { useUniqueId } from "../../shared/unique_id";

const TABLES = ".csv,.tsv,.txt,.xlsx,text/csv,text/plain";
export const MAPS = `${TABLES},.mmp,.json,.xls,.graphml,.xml`;

export function FileField({
  label,
  help = "",
  onFile,
  disabled = false,
  keeps = false,
  accept = TABLES,
}: {
  label: string;
  help?: string;
  onFile: (file: File) => void;
  disabled?: boolean;
  /** Whether it goes on showing the file's name. */
  keeps?: boolean;
  /** The endings a file may have, as the browser is told them. */
  accept?: string;
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
        accept={accept}
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
