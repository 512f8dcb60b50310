import { Button } from "@/components/Button.tsx";
import { describe, FieldFrame } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";

export interface UploadFormProps {
  csrf: string;
  error?: string;
  hint: string;
}

/** Where a file of rows is chosen and sent. */
export function UploadForm({ csrf, error, hint }: UploadFormProps) {
  return (
    <Card>
      <Form csrf={csrf} enctype="multipart/form-data">
        <FieldFrame id="file" label="File" hint={hint} error={error}>
          <input
            class="in"
            type="file"
            name="file"
            required
            accept=".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values,text/plain"
            {...describe("file", { hint, error })}
          />
        </FieldFrame>
        <Button class="mt-4">Upload and choose columns</Button>
      </Form>
    </Card>
  );
}
