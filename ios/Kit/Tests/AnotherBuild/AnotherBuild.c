#include "AnotherBuild.h"

uint16_t uniffi_langnghe_bindings_checksum_method_phone_submit(void) { return 0; }
