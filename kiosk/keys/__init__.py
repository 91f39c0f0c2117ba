"""Pure cryptography over libsodium: signing, sealing, fingerprints, PINs. No files, no clock."""
