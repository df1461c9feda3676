//! Why a connection ended, and what to do now.
