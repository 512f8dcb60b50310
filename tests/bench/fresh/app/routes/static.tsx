export default function Static() {
  return (
    <main class="px-4 py-8 mx-auto">
      <h1 class="text-4xl font-bold">Welcome</h1>
      <p class="my-4">This page has no island.</p>
    </main>
  );
}
