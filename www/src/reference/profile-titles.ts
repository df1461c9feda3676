/** What the protocols of the profiles are called where people talk of them, by the names of the profiles. */
const TITLES: Readonly<Record<string, string>> = {
  "action-cable": "Action Cable",
  "assembly-ai": "AssemblyAI",
  "aws-api-gateway": "AWS API Gateway",
  "azure-web-pub-sub": "Azure Web PubSub",
  centrifugo: "Centrifugo",
  colyseus: "Colyseus",
  discord: "Discord",
  "discord-voice": "Discord voice",
  "graphql-transport-ws": "graphql-transport-ws",
  hocuspocus: "Hocuspocus",
  "home-assistant": "Home Assistant",
  liveblocks: "Liveblocks",
  "obs-websocket": "obs-websocket",
  phoenix: "Phoenix",
  pusher: "Pusher",
  "signal-r": "SignalR",
  "socket-io": "Socket.IO",
  "twitch-event-sub": "Twitch EventSub",
};

export const profileTitle = (name: string): string => TITLES[name] ?? name;
