import chromium from "@sparticuz/chromium";

// The package unpacks into the system's temporary folder: whoever runs this sets TMPDIR.
await chromium.executablePath();
