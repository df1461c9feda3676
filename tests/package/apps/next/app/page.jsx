import { closeCode } from "closewise";
import { TryOut } from "./try-out.jsx";

export const dynamic = "force-dynamic";

/** Rendered on the server, which looks a close code up. */
export default function Page() {
  return (
    <main>
      <p>{closeCode(1012).registration.name}</p>
      <TryOut />
    </main>
  );
}
