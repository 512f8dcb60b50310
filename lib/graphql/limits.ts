import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** How much one document may ask for. */
export const LIMITS = {
  bytes: 32 * 1024,
  tokens: 10_000,
  /** Fields below fields. */
  depth: 12,
  aliases: 50,
  /** Fields, with fragments counted wherever they are used. */
  fields: 1_000,
  /** Rows that may come, as far as a document tells. */
  cost: 10_000,
};

export type TooMuch =
  | "query_too_deep"
  | "too_many_aliases"
  | "query_too_large"
  | "query_too_costly";

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Which limit a document passes that is not checked yet, whatever it names; null for none. */
export function passedLimit(document: DocumentNode): TooMuch | null {
  const counted = { aliases: 0, fields: 0 };
  const fragments = fragmentsOf(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const passed = walk(definition.selectionSet, { depth: 0, counted, fragments, above: [] });
    if (passed) return passed;
  }
  return null;
}

interface Walk {
  depth: number;
  counted: { aliases: number; fields: number };
  fragments: Fragments;
  /** Names of the fragments that this is in: one in itself is refused by the rules of GraphQL. */
  above: readonly string[];
}

function walk(set: SelectionSetNode, at: Walk): TooMuch | null {
  const { counted, fragments, above } = at;
  for (const node of set.selections) {
    if (++counted.fields > LIMITS.fields) return "query_too_large";
    let passed: TooMuch | null = null;
    if (node.kind === Kind.FIELD) {
      if (node.alias && ++counted.aliases > LIMITS.aliases) return "too_many_aliases";
      passed = walkField(node, at);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      passed = walk(node.selectionSet, at);
    } else {
      const name = node.name.value;
      const fragment = above.includes(name) ? undefined : fragments.get(name);
      if (fragment) passed = walk(fragment.selectionSet, { ...at, above: [...above, name] });
    }
    if (passed) return passed;
  }
  return null;
}

function walkField({ name, selectionSet }: FieldNode, at: Walk): TooMuch | null {
  if (!selectionSet) return null;
  // What describes the schema nests by its nature, so it gets as much again; a rule of its own holds it.
  const depth = at.depth + 1 - (name.value.startsWith("__") ? LIMITS.depth : 0);
  return depth >= LIMITS.depth ? "query_too_deep" : walk(selectionSet, { ...at, depth });
}

/** Every field at the top of an operation, also where fragments name them. */
export function rootFields(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): FieldNode[] {
  const fragments = fragmentsOf(document);
  const fieldsIn = (set: SelectionSetNode): FieldNode[] =>
    set.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      if (node.kind === Kind.INLINE_FRAGMENT) return fieldsIn(node.selectionSet);
      return fieldsIn(fragments.get(node.name.value)!.selectionSet);
    });
  return fieldsIn(selectionSet);
}

/** How many rows a document that is valid may bring: a list counts by its `limit`, and all in it as often. */
export function costOf(
  schema: GraphQLSchema,
  { document, operation, variables }: {
    document: DocumentNode;
    operation: OperationDefinitionNode;
    variables: Record<string, unknown>;
  },
): number {
  const fragments = fragmentsOf(document);
  const known = { ...defaultsOf(operation), ...variables };
  const costIn = (set: SelectionSetNode, typeName: string): number =>
    set.selections.reduce((sum, node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) return sum + costIn(node.selectionSet, typeName);
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        return sum + costIn(fragments.get(node.name.value)!.selectionSet, typeName);
      }
      const type = schema.getType(typeName);
      const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
      if (!field || !node.selectionSet) return sum;
      const inner = costIn(node.selectionSet, getNamedType(field.type).name);
      return sum + sizeOf(field, node, known) * (1 + inner);
    }, 0);
  return costIn(operation.selectionSet, schema.getRootType(operation.operation)!.name);
}

/** Rows of a field: one, what its list is taken for, or what `limit` says. */
function sizeOf(
  { extensions, args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): number {
  const { size } = extensions;
  if (size !== "limit") return typeof size === "number" ? size : 1;
  const { value } = node.arguments?.find(({ name }) => name.value === "limit") ?? {};
  const said = value?.kind === Kind.INT
    ? Number(value.value)
    : value?.kind === Kind.VARIABLE
    ? variables[value.name.value]
    : null;
  const usual = args.find(({ name }) => name === "limit")?.default?.value ?? 1;
  return typeof said === "number" && said > 0 ? said : Number(usual);
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode) {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : []
    ),
  );
}

function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : []
    ),
  );
}
