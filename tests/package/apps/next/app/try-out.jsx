"use client";
import { Client } from "closewise";
import { useEffect } from "react";

/** Rendered on the server too, where it makes no client. */
export function TryOut() {
  useEffect(() => {
    Promise.all([import("../page.js"), import("../scenario.js")]).then(
      ([{ chaos, show }, { tryOut }]) => show(tryOut({ Client }, chaos)),
    );
  }, []);
  return <p>{`${typeof Client} on the server`}</p>;
}
