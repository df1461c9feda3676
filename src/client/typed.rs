//! Typed messages: JSON text, read and written by the browser's own `JSON`.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::{FusedStream, Stream};
use futures_sink::Sink;
use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;

use super::{Client, Event, SendError, Sent};
use crate::browser::Message;

impl Message {
    /// A text message with a value as JSON.
    pub fn json(value: &(impl Serialize + ?Sized)) -> Result<Self, JsonError> {
        let value = value
            .serialize(&Serializer::json_compatible())
            .map_err(|error| JsonError::Unwritable(error.to_string()))?;
        let text = JSON::stringify(&value)
            .ok()
            .and_then(|text| text.as_string());
        match text {
            Some(text) => Ok(Self::Text(text)),
            None => Err(JsonError::Unwritable("JSON has no form for it".into())),
        }
    }

    /// The value that a text message holds as JSON.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, JsonError> {
        let text = self.text().ok_or(JsonError::NotText)?;
        let value = JSON::parse(text).map_err(|_| JsonError::NotJson)?;
        serde_wasm_bindgen::from_value(value)
            .map_err(|error| JsonError::NotOfTheType(error.to_string()))
    }
}

/// Why a message could not be read or written as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonError {
    /// The message is binary.
    NotText,
    /// The text is no JSON.
    NotJson,
    /// The JSON is not of the type that was asked for, for this reason.
    NotOfTheType(String),
    /// The value has no form in JSON, for this reason.
    Unwritable(String),
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => f.write_str("expected JSON text, got a binary message"),
            Self::NotJson => f.write_str("the text is not JSON"),
            Self::NotOfTheType(why) => write!(f, "the JSON is not of the expected type: {why}"),
            Self::Unwritable(why) => write!(f, "the value cannot be written as JSON: {why}"),
        }
    }
}

impl std::error::Error for JsonError {}

/// Why a typed message was not accepted. Each says in full what is wrong.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum TypedSendError {
    /// It cannot be written as JSON.
    Json(JsonError),
    /// The client did not take it.
    Send(SendError),
}

impl fmt::Display for TypedSendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::Send(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TypedSendError {}

impl From<JsonError> for TypedSendError {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

impl From<SendError> for TypedSendError {
    fn from(error: SendError) -> Self {
        Self::Send(error)
    }
}

/// A [`Client`] that sends `Out` and receives `In`, as JSON text. A message
/// that is no `In` arrives as the error, and ends nothing.
pub struct Typed<Out, In> {
    client: Client,
    types: PhantomData<fn(Out) -> In>,
}

impl<Out, In> Typed<Out, In> {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            types: PhantomData,
        }
    }

    /// The client, to steer it.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The client without the types.
    pub fn into_inner(self) -> Client {
        self.client
    }
}

impl<Out: Serialize, In> Typed<Out, In> {
    /// Sends a value, or queues it until a connection is open.
    pub fn send(&self, value: &Out) -> Result<Sent, TypedSendError> {
        Ok(self.client.send(Message::json(value)?)?)
    }
}

impl<Out, In: DeserializeOwned> Stream for Typed<Out, In> {
    type Item = Event<Result<In, JsonError>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.client)
            .poll_next(cx)
            .map(|event| event.map(|event| event.map(|message| message.parse())))
    }
}

impl<Out, In: DeserializeOwned> FusedStream for Typed<Out, In> {
    fn is_terminated(&self) -> bool {
        self.client.is_terminated()
    }
}

impl<Out: Serialize, In> Sink<Out> for Typed<Out, In> {
    type Error = TypedSendError;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.client)
            .poll_ready(cx)
            .map_err(Into::into)
    }

    fn start_send(self: Pin<&mut Self>, value: Out) -> Result<(), Self::Error> {
        self.send(&value).map(|_| ())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.client)
            .poll_flush(cx)
            .map_err(Into::into)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.client)
            .poll_close(cx)
            .map_err(Into::into)
    }
}
