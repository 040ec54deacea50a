package authn

import (
	"bytes"
	"fmt"
	"image/png"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// QR draws a text as a QR code, PNG.
func QR(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("authn: QR code: %w", err)
	}
	code, err = barcode.Scale(code, qrSide, qrSide)
	if err != nil {
		return nil, fmt.Errorf("authn: QR code: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, code); err != nil {
		return nil, fmt.Errorf("authn: QR code: %w", err)
	}
	return b.Bytes(), nil
}
