import { Button, ButtonLink } from "@/components/Button.tsx";
import { Note } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import { kindOf, sizeWords } from "@/lib/downloads/file_rules.ts";
import { allowance, type BuyersFile, isUsedUp } from "@/lib/downloads/words.ts";

export interface OrderFilesProps {
  files: BuyersFile[];
  /** Address of the order's page. */
  address: string;
  /** Why the last try did not begin. */
  problem: string | null;
  /** Token of the download that has just begun. */
  taken: string | null;
  /** Where one asks for more; null when the shop has no phone. */
  askHref: string | null;
  at: (iso: string) => string;
}

/** What was bought as files: what each weighs, how often it can be taken, and the button that does. */
export function OrderFiles({ files, problem, taken, ...rest }: OrderFilesProps) {
  const { say, count } = useWords();
  const begun = files.find(({ openToken }) => openToken !== null && openToken === taken);
  return (
    <section id="files">
      <h2>{count("files.mine", files.length)}</h2>
      {problem && <Note tone="warn" role="alert" class="mb-4">{problem}</Note>}
      {begun && (
        <Note tone="ok" role="status" class="mb-4">
          <b>{say("files.begun")}</b> {say("files.begunMore", { time: rest.at(begun.openUntil!) })}
        </Note>
      )}
      <ul class="dl">
        {files.map((file, i) => (
          <Row key={file.itemId + file.fileId} file={file} isFirst={i === 0} {...rest} />
        ))}
      </ul>
    </section>
  );
}

type RowProps = Pick<OrderFilesProps, "address" | "askHref" | "at"> & {
  file: BuyersFile;
  isFirst: boolean;
};

function Row({ file, isFirst, ...rest }: RowProps) {
  const { name, productTitle, sizeBytes } = file;
  const words = useWords();
  return (
    <li>
      <b class="break-words">
        <bdi>{name}</bdi>
      </b>
      <span class="mut block text-sm">
        {[productTitle, kindOf(name), sizeWords(sizeBytes)].filter(Boolean).join(" · ")}
      </span>
      <span class="block text-sm mb-2">{allowance(file, rest.at, words)}</span>
      <Take file={file} kind={isFirst ? "fill" : "line"} {...rest} />
    </li>
  );
}

function Take(
  { file, kind, address, askHref, at }: Omit<RowProps, "isFirst"> & { kind: "fill" | "line" },
) {
  const { openToken, itemId, fileId, name, isOver } = file;
  const { say } = useWords();
  const forWhat = <span class="vh">{` ${name}`}</span>;
  if (openToken !== null) {
    return (
      <>
        <ButtonLink kind={kind} icon="download" full href={`${address}/downloads/${openToken}`}>
          {say("files.again")}
          {forWhat}
        </ButtonLink>
        <span class="mut block text-sm mt-1">
          {say("files.freeUntil", { time: at(file.openUntil!) })}
        </span>
      </>
    );
  }
  if (isOver || isUsedUp(file)) {
    return askHref
      ? (
        <ButtonLink kind="line" icon="chat" full href={askHref}>
          {say("files.askMore")}
          {forWhat}
        </ButtonLink>
      )
      : <span class="text-sm">{say("files.askMore")}</span>;
  }
  return (
    <form action={`${address}/downloads`} method="post">
      <input type="hidden" name="item" value={itemId} />
      <input type="hidden" name="file" value={fileId} />
      <Button kind={kind} icon="download" full>
        {say("files.take", { size: sizeWords(file.sizeBytes) })}
        {forWhat}
      </Button>
    </form>
  );
}
