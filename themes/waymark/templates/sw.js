importScripts("{{ asset('js/worker.js') }}");
