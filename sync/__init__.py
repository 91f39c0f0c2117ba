"""Between kiosk and district: protocol (both ends), client, district."""
