import { Checkbox } from "@/components/Choice.tsx";
import { Field, FieldError, Select } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Card } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import {
  MAX_PICTURES,
  type PictureDraft,
  type ProductDraft,
  type StoredPicture,
} from "@/lib/catalog/merchant.ts";
import { mediaSrcSet, mediaUrl } from "@/lib/images/urls.ts";
import { PlaceSelect } from "./PlaceSelect.tsx";

export interface PicturesCardProps {
  draft: ProductDraft;
  errors: Record<string, string>;
  pictures: StoredPicture[];
  media: string;
}

/** Pictures of a product: describe them, order them, take some away, add some. */
export function PicturesCard({ draft, errors, pictures, media }: PicturesCardProps) {
  const stored = new Map(pictures.map((picture) => [picture.id, picture]));
  const hasRoom = draft.pictures.length < MAX_PICTURES;
  return (
    <Card>
      <div class="ch">
        <h2>Pictures</h2>
        <span class="mut text-sm">First one is the cover</span>
      </div>
      <ul class="imgs">
        {draft.pictures.map((picture, i) => (
          <Picture
            key={picture.id}
            title={draft.title}
            picture={picture}
            stored={stored.get(picture.id)}
            media={media}
            place={{ i, of: draft.pictures.length }}
            error={errors[`pictures.${i}.alt`]}
          />
        ))}
        {hasRoom && (
          <li>
            <label class="add" for="files">
              <Icon name="image" />
              Add
              <input
                class="vh"
                id="files"
                type="file"
                name="files"
                multiple
                accept="image/jpeg,image/png,image/webp,image/avif"
                aria-describedby={errors.files ? "files-error" : "files-hint"}
                aria-invalid={errors.files ? "true" : undefined}
              />
            </label>
          </li>
        )}
      </ul>
      {errors.files && <FieldError id="files" error={errors.files} />}
      <p class="mut text-sm mt-3" id="files-hint">
        JPEG, PNG, WebP or AVIF, at most 15 MB each. We shrink them for slow phones.
      </p>
    </Card>
  );
}

const FOCUSES = [
  ["50 50", "The middle"],
  ["50 15", "The top"],
  ["50 85", "The bottom"],
  ["15 50", "The left"],
  ["85 50", "The right"],
];

interface PictureProps {
  /** Of the product: a start for the description. */
  title: string;
  picture: PictureDraft;
  stored?: StoredPicture;
  media: string;
  place: { i: number; of: number };
  error?: string;
}

function Picture({ title, picture, stored, media, place: { i, of }, error }: PictureProps) {
  const name = (field: string) => `pictures.${i}.${field}`;
  const isDescribed = picture.alt.trim() !== "";
  return (
    <li>
      <Shot stored={stored} media={media} />
      {i === 0 && <Pill>Cover</Pill>}
      <input type="hidden" name={name("id")} value={picture.id} />
      <div>
        <details class="more" open={Boolean(error)}>
          <summary class={isDescribed ? undefined : "text-warn"}>
            <Icon name={isDescribed ? "edit" : "alert"} size="xs" />
            {isDescribed ? "Change" : "Describe it"}
            <span class="vh">, picture {i + 1}</span>
          </summary>
          <Field
            name={name("alt")}
            label="What it shows"
            hint="For people who cannot see it, and for search."
            value={picture.alt}
            placeholder={title}
            error={error}
            maxlength={300}
          />
          <Select name={name("focus")} label="Keep in sight when it is cut to a square">
            {FOCUSES.map(([value, words]) => (
              <option key={value} value={value} selected={value === picture.focus}>{words}</option>
            ))}
          </Select>
          <div class="mt-3">
            <PlaceSelect name={name("position")} of={of} value={picture.position} />
          </div>
        </details>
        {/* In sight, so that whoever ticked it by mistake sees where to take it back. */}
        <Checkbox name={name("remove")} checked={picture.isRemoved}>
          Remove<span class="vh">picture {i + 1}</span>
        </Checkbox>
      </div>
    </li>
  );
}

/** A sunken box until its sizes are made, which takes a second or two. */
function Shot({ stored, media }: { stored?: StoredPicture; media: string }) {
  const [smallest] = stored?.widths ?? [];
  if (!stored || !smallest) return <span class="shot" />;
  return (
    <img
      class="shot"
      src={mediaUrl(media, stored.path, smallest)}
      srcset={mediaSrcSet(media, stored.path, stored.widths)}
      sizes="160px"
      alt={stored.alt}
      loading="lazy"
    />
  );
}
