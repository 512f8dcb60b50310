import { useSignal } from "@preact/signals";
import Counter from "./../islands/Counter.tsx";

export default function Home() {
  const count = useSignal(3);
  return (
    <main class="px-4 py-8 mx-auto">
      <h1 class="text-4xl font-bold">Welcome</h1>
      <p class="my-4">Try updating this message in the page, and refresh.</p>
      <Counter count={count} />
    </main>
  );
}
