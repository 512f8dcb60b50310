import assert from "node:assert/strict";
import { scriptSafeJson } from "@/components/shop/Seo.tsx";

Deno.test("structured data cannot end the script that it stands in", () => {
  const name = 'Basket</script><script>alert("x")</script><!--';

  const text = scriptSafeJson({ name });

  assert.ok(!text.includes("<"));
  assert.deepEqual(JSON.parse(text), { name });
});
