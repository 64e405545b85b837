// One function of a core's library of another build: put before the real one, it says that
// `Phone.submit` has another shape than the bindings believe.
#include <stdint.h>

uint16_t uniffi_langnghe_bindings_checksum_method_phone_submit(void);
