// The profiles of the package, as an app imports them: each by the name that JavaScript gives it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "closewise";
import * as profiles from "closewise/profiles";

const NAMES = {
  actionCable: "action-cable",
  assemblyAi: "assembly-ai",
  awsApiGateway: "aws-api-gateway",
  azureWebPubSub: "azure-web-pub-sub",
  centrifugo: "centrifugo",
  colyseus: "colyseus",
  discord: "discord",
  discordVoice: "discord-voice",
  graphqlTransportWs: "graphql-transport-ws",
  hocuspocus: "hocuspocus",
  homeAssistant: "home-assistant",
  liveblocks: "liveblocks",
  obsWebSocket: "obs-websocket",
  phoenix: "phoenix",
  pusher: "pusher",
  signalR: "signal-r",
  socketIo: "socket-io",
  twitchEventSub: "twitch-event-sub",
};

test("each profile of the crate is exported, by its name", () => {
  const exported = Object.entries(profiles).map(([key, { name }]) => [key, name]);
  assert.deepEqual(Object.fromEntries(exported), NAMES);
});

test("each profile is one that the classifier takes, and says what its first code means", () => {
  for (const profile of Object.values(profiles)) {
    const [[codes, { name, action }]] = Object.entries(profile.codes);
    const code = Number.parseInt(codes, 10);
    const said = diagnose({ code, wasClean: true }, { opened: true }, { profile });
    assert.deepEqual(
      [said.source, said.name, said.verdict.action, said.reference],
      ["profile", name, action, profile.source],
    );
  }
});
