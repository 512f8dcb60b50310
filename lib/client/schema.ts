// deno-fmt-ignore-file
// deno-lint-ignore-file
// Written by `task client` from the OpenAPI document.
export interface paths {
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tokens for an email and a password */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New tokens for a refresh token, which is spent by it */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session of this access token */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stores where the caller may do something */
        get: operations["list_stores"];
        put?: never;
        /**
         * Open a store
         * @description For a person who has none: with an access token, not with a key.
         */
        post: operations["create_store"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One store */
        get: operations["get_store"];
        put?: never;
        post?: never;
        /**
         * Close a store
         * @description It takes no more orders. Orders, money and goods stay, and `update_store` opens it again.
         *
         *     Needs `settings.manage`.
         */
        delete: operations["delete_store"];
        options?: never;
        head?: never;
        /**
         * Change the settings of a store
         * @description What is left out stays.
         *
         *     Needs `settings.manage`.
         */
        patch: operations["update_store"];
        trace?: never;
    };
    "/stores/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the owner of a store settled about it
         * @description Needs `settings.manage`.
         */
        get: operations["get_store_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products of a store, newest first
         * @description Needs `products.view`.
         */
        get: operations["list_products"];
        put?: never;
        /**
         * Make a product
         * @description Needs `products.manage`.
         */
        post: operations["create_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product
         * @description Needs `products.view`.
         */
        get: operations["get_product"];
        put?: never;
        post?: never;
        /**
         * Archive a product
         * @description It leaves the shop; orders keep what they say of it. It can be read, and published again.
         *
         *     Needs `products.manage`.
         */
        delete: operations["delete_product"];
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description What is left out stays. Stock is changed by `adjust_inventory`.
         *
         *     Needs `products.manage`.
         */
        patch: operations["update_product"];
        trace?: never;
    };
    "/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Collections of a store, newest first
         * @description What is in one is found with `list_products` and its `collection_id`.
         *
         *     Needs `products.view`.
         */
        get: operations["list_collections"];
        put?: never;
        /**
         * Make a collection
         * @description Needs `products.manage`.
         */
        post: operations["create_collection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One collection
         * @description Needs `products.view`.
         */
        get: operations["get_collection"];
        put?: never;
        post?: never;
        /**
         * Throw a collection away
         * @description Its products stay. In the dashboard it can be had back for 30 days.
         *
         *     Needs `products.manage`.
         */
        delete: operations["delete_collection"];
        options?: never;
        head?: never;
        /**
         * Change a collection
         * @description What is left out stays, and so does its kind.
         *
         *     Needs `products.manage`.
         */
        patch: operations["update_collection"];
        trace?: never;
    };
    "/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open locations of a store, where the website sells from first
         * @description Needs `products.view`.
         */
        get: operations["list_locations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock of each variant at each location, newest variants first
         * @description Needs `products.view`.
         */
        get: operations["list_inventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock of one variant at each location
         * @description Needs `products.view`.
         */
        get: operations["get_inventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/{id}/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that there are more or fewer of a variant
         * @description Needs `products.manage`.
         */
        post: operations["adjust_inventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move goods from one location to another
         * @description Needs `products.manage`.
         */
        post: operations["transfer_inventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/discounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Discounts of a store in one state, newest first
         * @description Needs `discounts.manage`.
         */
        get: operations["list_discounts"];
        put?: never;
        /**
         * Make a discount
         * @description Needs `discounts.manage`.
         */
        post: operations["create_discount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/discounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One discount
         * @description Needs `discounts.manage`.
         */
        get: operations["get_discount"];
        put?: never;
        post?: never;
        /**
         * End a discount
         * @description One that no order ever had is deleted; another is ended, and orders keep it.
         *
         *     Needs `discounts.manage`.
         */
        delete: operations["delete_discount"];
        options?: never;
        head?: never;
        /**
         * Change a discount
         * @description What is left out stays; `ends_at` in the past is refused, see `delete_discount`.
         *
         *     Needs `discounts.manage`.
         */
        patch: operations["update_discount"];
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders of a store, newest first
         * @description Needs `orders.view`.
         */
        get: operations["list_orders"];
        put?: never;
        /**
         * Place an order
         * @description As the checkout does: it holds the goods, and asks the payer for the money.
         *
         *     Needs `orders.manage`.
         */
        post: operations["create_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One order
         * @description Needs `orders.view`.
         */
        get: operations["get_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say how far an order is, or cancel it
         * @description Goods go forward only. What is paid ends with a refund, not by cancelling.
         *
         *     Needs `orders.manage`.
         */
        patch: operations["update_order"];
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers of a store, newest first
         * @description Needs `customers.view`.
         */
        get: operations["list_customers"];
        put?: never;
        /**
         * Add somebody whom the shop knows
         * @description Whoever orders is added by that.
         *
         *     Needs `orders.manage`.
         */
        post: operations["create_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One customer
         * @description Needs `customers.view`.
         */
        get: operations["get_customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what is known of a customer
         * @description What is left out stays. The phone is who they are, and stays.
         *
         *     Needs `orders.manage`.
         */
        patch: operations["update_customer"];
        trace?: never;
    };
    "/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payments of a store, newest first: every try, paid or not
         * @description Needs `payments.view`.
         */
        get: operations["list_payments"];
        put?: never;
        /**
         * Ask for the money of an order
         * @description A prompt on a phone, or a page of the gateway's. One that is live is waited for.
         *
         *     Needs `orders.manage`.
         */
        post: operations["create_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One payment
         * @description Needs `payments.view`.
         */
        get: operations["get_payment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a payment back, whole or in part
         * @description It is set aside at once, and sent by the gateway that took it.
         *
         *     Needs `payments.refund`.
         */
        post: operations["refund_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys of a store, newest first, without their secrets
         * @description Needs `settings.manage`.
         */
        get: operations["list_api_keys"];
        put?: never;
        /**
         * Make a key and read its secret, once
         * @description Needs `settings.manage`.
         */
        post: operations["create_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a key like this one, which works on for a while
         * @description Needs `settings.manage`.
         */
        post: operations["replace_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key: from the next request on it opens nothing
         * @description Needs `settings.manage`.
         */
        delete: operations["revoke_api_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhook endpoints of a store, oldest first: ten at most
         * @description Needs `settings.manage`.
         */
        get: operations["list_webhooks"];
        put?: never;
        /**
         * Add a webhook endpoint
         * @description The answer holds the secret, this once. Messages follow Standard Webhooks: check the signature with one of its libraries, and answer 2xx within 15 seconds.
         *
         *     Needs `settings.manage`.
         */
        post: operations["create_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook endpoint
         * @description Needs `settings.manage`.
         */
        get: operations["get_webhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint, with its log
         * @description Needs `settings.manage`.
         */
        delete: operations["delete_webhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description What is left out stays. Switching it on again forgets that it failed.
         *
         *     Needs `settings.manage`.
         */
        patch: operations["update_webhook"];
        trace?: never;
    };
    "/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret
         * @description For 24 hours messages are signed with both. The answer holds it, this once.
         *
         *     Needs `settings.manage`.
         */
        post: operations["rotate_webhook_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent to an endpoint, newest first
         * @description For 30 days. Request and answer are those of the last try.
         *
         *     Needs `settings.manage`.
         */
        get: operations["list_webhook_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again what an endpoint was or should have been told
         * @description One delivery, or what happened in a time: the same bytes under the same ids. What is under way is not sent twice.
         *
         *     Needs `settings.manage`.
         */
        post: operations["replay_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event that means nothing
         * @description Of the type webhook.test, to this endpoint alone.
         *
         *     Needs `settings.manage`.
         */
        post: operations["test_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457. `code` is stable, words are not. */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            errors?: {
                field: string;
                message: string;
            }[];
        };
        Tokens: {
            access_token: string;
            refresh_token: string;
            /** @constant */
            token_type: "bearer";
            /** @description Seconds that the access token holds. */
            expires_in: number;
            user: {
                /** Format: uuid */
                id: string;
                email: string;
            };
        };
        Store: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description The business that it belongs to.
             */
            tenant_id: string;
            slug: string;
            name: string;
            /** @description Where its shoppers write to. */
            email: string | null;
            /** @enum {string} */
            status: "active" | "closed" | "suspended";
            country: string;
            /** @description ISO 4217 */
            currency: string;
            time_zone: string;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            /** @description What the caller may do there. */
            permissions: ("products.view" | "products.manage" | "discounts.manage" | "orders.view" | "orders.manage" | "customers.view" | "payments.view" | "payments.refund" | "analytics.view" | "settings.manage" | "staff.manage")[];
        };
        StoreSettings: {
            name: string;
            tagline: string;
            contact_phone: string | null;
            whatsapp_phone: string | null;
            contact_email: string | null;
            address: string;
            opening_hours: string;
            is_pickup_offered: boolean;
            pickup_note: string;
            /** @description How long an unpaid order keeps its goods. */
            hold_minutes: number;
            /** @description Basis points: 1600 for 16 %. */
            tax_rate_bp: number;
            is_tax_included: boolean;
            /** @description Whether it takes no orders for the time being. */
            is_closed: boolean;
            closed_note: string;
        };
        StoreChange: {
            name?: string;
            tagline?: string;
            contact_phone?: string | null;
            whatsapp_phone?: string | null;
            contact_email?: string | null;
            address?: string;
            opening_hours?: string;
            is_pickup_offered?: boolean;
            pickup_note?: string;
            /** @description How long an unpaid order keeps its goods. */
            hold_minutes?: number;
            /** @description Basis points: 1600 for 16 %. */
            tax_rate_bp?: number;
            is_tax_included?: boolean;
            /** @description Whether it takes no orders for the time being. */
            is_closed?: boolean;
            closed_note?: string;
        };
        Product: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            title: string;
            slug: string;
            description: string;
            seo_title: string;
            seo_description: string;
            /** @enum {string} */
            status: "draft" | "scheduled" | "published" | "archived";
            publish_at: string | null;
            category_id: string | null;
            vendor: string;
            tags: string[];
            option_names: string[];
            is_digital: boolean;
            variants: {
                /** Format: uuid */
                id: string;
                option_values: string[];
                sku: string | null;
                barcode: string | null;
                /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
                price_minor: number;
                compare_at_minor: number | null;
                /** @description What the store pays for it; null where none is noted. */
                cost_minor: number | null;
                weight_g: number | null;
                length_mm: number | null;
                width_mm: number | null;
                height_mm: number | null;
                image_id: string | null;
                is_stock_tracked: boolean;
                is_backorder_allowed: boolean;
                low_stock_level: number;
                /** @description Where the website sells from. */
                on_hand: number;
                /** @description Of those on hand, promised to orders. */
                reserved: number;
            }[];
            images: {
                /** Format: uuid */
                id: string;
                /** @description Folder in the bucket `media`: `{path}/{width}.webp`. */
                path: string;
                widths: number[];
                alt: string;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            updated_at: string;
        };
        NewProduct: {
            title: string;
            /** @description Made of the title unless given. */
            slug?: string;
            description?: string;
            seo_title?: string;
            seo_description?: string;
            /** @enum {string} */
            status?: "draft" | "published" | "archived";
            category_id?: string | null;
            vendor?: string;
            tags?: string[];
            option_names?: string[];
            variants: {
                /** @default [] */
                option_values: string[];
                /** @description In the smallest unit of the store's currency. */
                price_minor: number;
                compare_at_minor?: number | null;
                cost_minor?: number | null;
                sku?: string | null;
                barcode?: string | null;
                weight_g?: number | null;
                length_mm?: number | null;
                width_mm?: number | null;
                height_mm?: number | null;
                is_stock_tracked?: boolean;
                is_backorder_allowed?: boolean;
                low_stock_level?: number;
                /** @default 0 */
                on_hand: number;
            }[];
        };
        ProductChange: {
            title?: string;
            /** @description Made of the title unless given. */
            slug?: string;
            description?: string;
            seo_title?: string;
            seo_description?: string;
            /** @enum {string} */
            status?: "draft" | "published" | "archived";
            category_id?: string | null;
            vendor?: string;
            tags?: string[];
            option_names?: string[];
            /** @description All of them: a variant that is left out is sold no more. */
            variants?: {
                /** @default [] */
                option_values: string[];
                /** @description In the smallest unit of the store's currency. */
                price_minor: number;
                compare_at_minor?: number | null;
                cost_minor?: number | null;
                sku?: string | null;
                barcode?: string | null;
                weight_g?: number | null;
                length_mm?: number | null;
                width_mm?: number | null;
                height_mm?: number | null;
                is_stock_tracked?: boolean;
                is_backorder_allowed?: boolean;
                low_stock_level?: number;
                /**
                 * Format: uuid
                 * @description Of a variant that stays, and keeps what is left out.
                 */
                id?: string;
            }[];
        };
        Collection: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            title: string;
            slug: string;
            description: string;
            seo_title: string;
            seo_description: string;
            /**
             * @description What somebody put into it, or what meets a rule.
             * @enum {string}
             */
            kind: "manual" | "rule";
            /** @enum {string} */
            sort: "manual" | "newest";
            /**
             * @description Whether products meet all conditions or any.
             * @enum {string}
             */
            match: "all" | "any";
            conditions: {
                /** @enum {string} */
                field: "tag" | "category" | "vendor" | "title" | "price_from" | "price_to" | "in_stock" | "created_within" | "published_within";
                value: string;
            }[];
            is_published: boolean;
            /** @description Meant for the front page of the shop. */
            is_on_front: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            updated_at: string;
        };
        NewCollection: {
            title: string;
            /** @description Made of the title unless given. */
            slug?: string;
            description?: string;
            seo_title?: string;
            seo_description?: string;
            /**
             * @description A rule's goods come newest first.
             * @enum {string}
             */
            sort?: "manual" | "newest";
            /** @enum {string} */
            match?: "all" | "any";
            /** @description Of a rule alone. */
            conditions?: ({
                /** @constant */
                field: "tag";
                value: string;
            } | {
                /** @constant */
                field: "category";
                /** Format: uuid */
                value: string;
            } | {
                /** @constant */
                field: "vendor";
                value: string;
            } | {
                /** @constant */
                field: "title";
                value: string;
            } | {
                /** @constant */
                field: "price_from";
                /** @description In the smallest unit of the currency. */
                value: string;
            } | {
                /** @constant */
                field: "price_to";
                /** @description In the smallest unit of the currency. */
                value: string;
            } | {
                /** @constant */
                field: "in_stock";
                /** @constant */
                value: "yes";
            } | {
                /** @constant */
                field: "created_within";
                /** @description A number of days. */
                value: string;
            } | {
                /** @constant */
                field: "published_within";
                /** @description A number of days. */
                value: string;
            })[];
            is_published?: boolean;
            is_on_front?: boolean;
            /** @description Of a manual one: all that is in it, in this order. */
            product_ids?: string[];
            /** @enum {string} */
            kind: "manual" | "rule";
        };
        CollectionChange: {
            title?: string;
            /** @description Made of the title unless given. */
            slug?: string;
            description?: string;
            seo_title?: string;
            seo_description?: string;
            /**
             * @description A rule's goods come newest first.
             * @enum {string}
             */
            sort?: "manual" | "newest";
            /** @enum {string} */
            match?: "all" | "any";
            /** @description Of a rule alone. */
            conditions?: ({
                /** @constant */
                field: "tag";
                value: string;
            } | {
                /** @constant */
                field: "category";
                /** Format: uuid */
                value: string;
            } | {
                /** @constant */
                field: "vendor";
                value: string;
            } | {
                /** @constant */
                field: "title";
                value: string;
            } | {
                /** @constant */
                field: "price_from";
                /** @description In the smallest unit of the currency. */
                value: string;
            } | {
                /** @constant */
                field: "price_to";
                /** @description In the smallest unit of the currency. */
                value: string;
            } | {
                /** @constant */
                field: "in_stock";
                /** @constant */
                value: "yes";
            } | {
                /** @constant */
                field: "created_within";
                /** @description A number of days. */
                value: string;
            } | {
                /** @constant */
                field: "published_within";
                /** @description A number of days. */
                value: string;
            })[];
            is_published?: boolean;
            is_on_front?: boolean;
            /** @description Of a manual one: all that is in it, in this order. */
            product_ids?: string[];
        };
        Location: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description The website sells from here. */
            is_default: boolean;
        };
        Stock: {
            /**
             * Format: uuid
             * @description Of the variant.
             */
            id: string;
            /** Format: uuid */
            product_id: string;
            title: string;
            variant_title: string;
            sku: string | null;
            is_stock_tracked: boolean;
            is_backorder_allowed: boolean;
            low_stock_level: number;
            is_low: boolean;
            levels: {
                /** Format: uuid */
                location_id: string;
                on_hand: number;
                /** @description Of those on hand, promised to orders. */
                reserved: number;
            }[];
        };
        Adjustment: {
            /** Format: uuid */
            location_id: string;
            /** @enum {string} */
            reason: "received" | "returned" | "found" | "damaged" | "lost" | "correction";
            /** @description How many more or fewer: a sale meanwhile is not undone. */
            delta: number;
            /** @default  */
            note: string;
        };
        Transfer: {
            /** Format: uuid */
            from_location_id: string;
            /** Format: uuid */
            to_location_id: string;
            quantity: number;
            /** @default  */
            note: string;
        };
        Discount: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            /** @description Shoppers read it in their cart. */
            name: string;
            /** @description Null for one that comes by itself. */
            code: string | null;
            /** @enum {string} */
            kind: "percent" | "amount" | "free_delivery" | "buy_get";
            /** @description Basis points off: 1000 for 10 %. */
            percent_bp: number | null;
            amount_minor: number | null;
            buy_quantity: number | null;
            get_quantity: number | null;
            min_minor: number | null;
            min_quantity: number | null;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            starts_at: string;
            ends_at: string | null;
            /** @description Orders in all. */
            usage_limit: number | null;
            /** @description Orders of one customer. */
            customer_limit: number | null;
            /** @description Others beside which it may apply. */
            combines_with: ("product" | "order" | "delivery")[];
            /** @description The goods that it is for; none for the order as a whole. */
            targets: {
                /** Format: uuid */
                product_id?: string;
                /** Format: uuid */
                collection_id?: string;
                /** Format: uuid */
                category_id?: string;
            }[];
            /** @description Orders that have it now. */
            used: number;
            /** @enum {string} */
            state: "active" | "scheduled" | "ended" | "used_up";
        };
        NewDiscount: {
            name: string;
            /** @description 3 to 30 of A to Z, digits, dashes and underscores. */
            code?: string | null;
            /** @enum {string} */
            kind: "percent" | "amount" | "free_delivery" | "buy_get";
            /** @description Of percent and buy_get. */
            percent_bp?: number | null;
            /** @description Of amount. */
            amount_minor?: number | null;
            /** @description Of buy_get. */
            buy_quantity?: number | null;
            /** @description Of buy_get. */
            get_quantity?: number | null;
            min_minor?: number | null;
            min_quantity?: number | null;
            /**
             * Format: date-time
             * @description At once unless told.
             */
            starts_at?: string;
            ends_at?: string | null;
            usage_limit?: number | null;
            customer_limit?: number | null;
            combines_with?: ("product" | "order" | "delivery")[];
            targets?: {
                /** Format: uuid */
                product_id?: string;
                /** Format: uuid */
                collection_id?: string;
                /** Format: uuid */
                category_id?: string;
            }[];
        };
        DiscountChange: {
            name?: string;
            /** @description 3 to 30 of A to Z, digits, dashes and underscores. */
            code?: string | null;
            /** @enum {string} */
            kind?: "percent" | "amount" | "free_delivery" | "buy_get";
            /** @description Of percent and buy_get. */
            percent_bp?: number | null;
            /** @description Of amount. */
            amount_minor?: number | null;
            /** @description Of buy_get. */
            buy_quantity?: number | null;
            /** @description Of buy_get. */
            get_quantity?: number | null;
            min_minor?: number | null;
            min_quantity?: number | null;
            /**
             * Format: date-time
             * @description At once unless told.
             */
            starts_at?: string;
            ends_at?: string | null;
            usage_limit?: number | null;
            customer_limit?: number | null;
            combines_with?: ("product" | "order" | "delivery")[];
            targets?: {
                /** Format: uuid */
                product_id?: string;
                /** Format: uuid */
                collection_id?: string;
                /** Format: uuid */
                category_id?: string;
            }[];
        };
        Order: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            number: number;
            /** @enum {string} */
            status: "pending" | "paid" | "fulfilled" | "completed" | "cancelled" | "expired";
            /** @enum {string} */
            payment_status: "unpaid" | "partly_paid" | "paid" | "overpaid" | "partly_refunded" | "refunded" | "refunding" | "disputed";
            /** @enum {string} */
            fulfilment_status: "unfulfilled" | "partly" | "packed" | "shipped" | "delivered";
            needs_review: boolean;
            /** @description ISO 4217 */
            currency: string;
            /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
            items_minor: number;
            /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
            discount_minor: number;
            /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
            delivery_minor: number;
            /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
            tax_minor: number;
            is_tax_included: boolean;
            /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
            total_minor: number;
            /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
            paid_minor: number;
            /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
            refunded_minor: number;
            /** Format: uuid */
            customer_id: string;
            contact_name: string;
            contact_phone: string;
            contact_email: string | null;
            /** @enum {string} */
            delivery_method: "delivery" | "pickup" | "download";
            area: string | null;
            landmark: string | null;
            directions: string | null;
            second_phone: string | null;
            pickup_place: string;
            note: string;
            /** @description How it is paid without a gateway. */
            hand_way: ("cash" | "transfer") | null;
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                variant_id: string;
                title: string;
                variant_title: string;
                sku: string | null;
                /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
                unit_price_minor: number;
                quantity: number;
                /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
                discount_minor: number;
                /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
                total_minor: number;
            }[];
            discounts: {
                name: string;
                code: string | null;
                /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
                amount_minor: number;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            placed_at: string;
            paid_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            expires_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            updated_at: string;
            /** @description With expand=payments. */
            payments?: components["schemas"]["Payment"][];
            /** @description With expand=refunds. */
            refunds?: components["schemas"]["Refund"][];
            /** @description With expand=customer. */
            customer?: components["schemas"]["Customer"];
        };
        Payment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            /** Format: uuid */
            order_id: string;
            /** @enum {string} */
            gateway: "mpesa" | "mtn" | "airtel" | "paystack" | "flutterwave" | "pesapal";
            /** @enum {string} */
            state: "created" | "submitted" | "pending" | "succeeded" | "failed" | "expired" | "unknown";
            /** @description What the payer was asked for. */
            amount_minor: number;
            /** @description What came. */
            received_minor: number;
            /** @description ISO 4217 */
            currency: string;
            /** @description Who was asked. */
            phone: string;
            receipt: string | null;
            result_code: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            finished_at: string | null;
        };
        Refund: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            order_id: string;
            /** @description The payment it gives back; null for one by hand. */
            payment_id: string | null;
            number: number;
            /** @enum {string} */
            state: "requested" | "sending" | "pending" | "unknown" | "done" | "failed";
            /** @description An amount in the smallest unit of its currency: 1 KES is 100. */
            amount_minor: number;
            /** @description ISO 4217 */
            currency: string;
            reason: string;
            is_restocked: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            finished_at: string | null;
        };
        Customer: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            phone: string;
            name: string;
            email: string | null;
            tags: string[];
            /** @description Ways by which they want to hear of news. */
            consents: ("sms" | "whatsapp" | "email")[];
            wants_news: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            updated_at: string;
        };
        NewOrder: {
            lines: {
                /** Format: uuid */
                variant_id: string;
                quantity: number;
            }[];
            name: string;
            /** @description E.164: +254712345678 */
            phone: string;
            /** @description Who is asked to pay; the phone itself unless told. */
            payer_phone?: string;
            /** Format: email */
            email?: string;
            /** @enum {string} */
            delivery_method: "delivery" | "pickup" | "download";
            area?: string;
            landmark?: string;
            directions?: string;
            /** @description E.164: +254712345678 */
            second_phone?: string;
            /** Format: uuid */
            pickup_point_id?: string;
            note?: string;
            /**
             * @description The store's first one unless told.
             * @enum {string}
             */
            gateway?: "mpesa" | "mtn" | "airtel" | "paystack" | "flutterwave" | "pesapal";
            /** @enum {string} */
            hand_way?: "cash" | "transfer";
            /** @description A code. */
            discount?: string;
            wants_news?: boolean;
            /** @description Refused with total_changed when it costs something else. */
            expected_total_minor?: number;
        };
        OrderChange: {
            /** @enum {string} */
            fulfilment_status: "packed" | "shipped" | "delivered";
        } | {
            /** @constant */
            status: "cancelled";
        };
        NewCustomer: {
            /** @description E.164: +254712345678 */
            phone: string;
            name: string;
            /** Format: email */
            email?: string;
            tags?: (string & (unknown & unknown))[];
            consents?: ("sms" | "whatsapp" | "email")[];
        };
        CustomerChange: {
            name?: string;
            /** Format: email */
            email?: string;
            tags?: (string & (unknown & unknown))[];
            consents?: ("sms" | "whatsapp" | "email")[];
        };
        NewPayment: {
            /** Format: uuid */
            order_id: string;
            /** @description Who is asked. */
            phone: string;
            /**
             * @description That of the try before unless told.
             * @enum {string}
             */
            gateway?: "mpesa" | "mtn" | "airtel" | "paystack" | "flutterwave" | "pesapal";
        };
        NewRefund: {
            /** @description In the smallest unit of the store's currency. */
            amount_minor: number;
            /** @description The buyer reads it. */
            reason: string;
            /** @description The goods that it is for. */
            lines?: {
                /** Format: uuid */
                order_item_id: string;
                quantity: number;
            }[];
            /** @description Whether these goods are on the shelf again. */
            is_restocked?: boolean;
        };
        ApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description How its secret begins. */
            prefix: string;
            permissions: ("products.view" | "products.manage" | "discounts.manage" | "orders.view" | "orders.manage" | "customers.view" | "payments.view" | "payments.refund" | "analytics.view" | "settings.manage" | "staff.manage")[];
            created_by: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            /** @description To five minutes. */
            last_used_at: string | null;
            expires_at: string | null;
            revoked_at: string | null;
        };
        NewApiKey: {
            name: string;
            permissions: ("products.view" | "products.manage" | "discounts.manage" | "orders.view" | "orders.manage" | "customers.view" | "payments.view" | "payments.refund" | "analytics.view" | "settings.manage")[];
            /**
             * @description How long it works.
             * @default 365
             * @enum {string}
             */
            days: "30" | "90" | "365" | "never";
        };
        MadeApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description How its secret begins. */
            prefix: string;
            permissions: ("products.view" | "products.manage" | "discounts.manage" | "orders.view" | "orders.manage" | "customers.view" | "payments.view" | "payments.refund" | "analytics.view" | "settings.manage" | "staff.manage")[];
            created_by: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            /** @description To five minutes. */
            last_used_at: string | null;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description Kept nowhere: it is never shown again. */
            secret: string;
        };
        ApiKeyReplacement: {
            /**
             * @description How long the old one works beside the new one.
             * @default 24
             */
            overlap_hours: number;
        };
        NewStore: {
            name: string;
            /** @description The shop's address; made of the name unless given. */
            slug?: string;
            /**
             * @description Settles currency and time zone.
             * @enum {string}
             */
            country: "CI" | "EG" | "ET" | "GH" | "KE" | "MA" | "NG" | "RW" | "SN" | "ZA" | "TZ" | "UG";
        };
        WebhookEndpoint: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            url: string;
            description: string;
            events: ("order.created" | "order.paid" | "order.fulfilled" | "order.cancelled" | "order.refunded" | "product.created" | "product.updated" | "product.deleted" | "inventory.low" | "customer.created" | "payment.succeeded" | "payment.failed" | "payment.needs_review")[];
            is_enabled: boolean;
            disabled_at: string | null;
            /** @description gone: it answered 410. failing: nothing came through for five days. */
            disabled_why: ("by_hand" | "gone" | "failing") | null;
            failing_since: string | null;
            last_success_at: string | null;
            last_failure_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            updated_at: string;
        };
        NewWebhookEndpoint: {
            /** @description https, reachable from the internet. No redirect is followed. */
            url: string;
            description?: string;
            events: ("order.created" | "order.paid" | "order.fulfilled" | "order.cancelled" | "order.refunded" | "product.created" | "product.updated" | "product.deleted" | "inventory.low" | "customer.created" | "payment.succeeded" | "payment.failed" | "payment.needs_review")[];
        };
        MadeWebhookEndpoint: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            url: string;
            description: string;
            events: ("order.created" | "order.paid" | "order.fulfilled" | "order.cancelled" | "order.refunded" | "product.created" | "product.updated" | "product.deleted" | "inventory.low" | "customer.created" | "payment.succeeded" | "payment.failed" | "payment.needs_review")[];
            is_enabled: boolean;
            disabled_at: string | null;
            /** @description gone: it answered 410. failing: nothing came through for five days. */
            disabled_why: ("by_hand" | "gone" | "failing") | null;
            failing_since: string | null;
            last_success_at: string | null;
            last_failure_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            updated_at: string;
            /** @description For a library of Standard Webhooks (standardwebhooks.com). It is never told again. */
            secret: string;
        };
        WebhookEndpointChange: {
            /** @description https, reachable from the internet. No redirect is followed. */
            url?: string;
            description?: string;
            events?: ("order.created" | "order.paid" | "order.fulfilled" | "order.cancelled" | "order.refunded" | "product.created" | "product.updated" | "product.deleted" | "inventory.low" | "customer.created" | "payment.succeeded" | "payment.failed" | "payment.needs_review")[];
            is_enabled?: boolean;
        };
        NewWebhookSecret: {
            /** @description For a library of Standard Webhooks (standardwebhooks.com). It is never told again. */
            secret: string;
            /**
             * Format: date-time
             * @description Until then messages are signed with both.
             */
            old_secret_until_at: string;
        };
        WebhookDelivery: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            endpoint_id: string;
            /**
             * Format: uuid
             * @description The header webhook-id: the same at every try and replay.
             */
            event_id: string;
            /** @description Null for who may not read what it tells. */
            type: string | null;
            /** @description Of the store, in the order things happened. */
            sequence: number | null;
            /** @enum {string} */
            state: "pending" | "succeeded" | "failed";
            is_replay: boolean;
            attempts: number;
            /** @description What went wrong at the last try. */
            error: string | null;
            /** @description The body that was sent; null before the first try. */
            payload: string | null;
            request_headers: {
                name: string;
                value: string;
            }[] | null;
            response_status: number | null;
            response_headers: {
                name: string;
                value: string;
            }[] | null;
            /** @description Its first 4 KB. */
            response_body: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            created_at: string;
            next_at: string | null;
            finished_at: string | null;
        };
        WebhookReplay: {
            /** Format: uuid */
            delivery_id: string;
        } | {
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            from: string;
            /**
             * Format: date-time
             * @description ISO 8601, in UTC.
             */
            until: string;
            /**
             * @description Only what this endpoint has not answered well yet.
             * @default true
             */
            is_failed_only: boolean;
        };
        WebhookReplayed: {
            count: number;
        };
        WebhookTest: {
            /** Format: uuid */
            delivery_id: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_credentials`: That email and password do not match. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    refresh_token: string;
                };
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_refresh_token`: That refresh token is spent, over or unknown. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_stores: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,tenant_id,slug. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Store"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_store: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Kikapu & Kin",
                 *       "country": "KE"
                 *     }
                 */
                "application/json": components["schemas"]["NewStore"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `permission_missing`: The caller may not do this in the store.
             *
             *     `person_needed`: A key opens no store: sign in as a person.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `slug_taken`: Another store has this address.
             *
             *     `store_exists`: You have a store already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_store: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,tenant_id,slug. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_store: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `changed_meanwhile`: Somebody changed it at the same time. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_store: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: name,tagline,contact_phone. */
                fields?: string;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreChange"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreSettings"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `changed_meanwhile`: Somebody changed it at the same time. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_store_settings: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: name,tagline,contact_phone. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreSettings"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_products: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,title. */
                fields?: string;
                /** @description Rows at once. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
                status?: "draft" | "scheduled" | "published" | "archived";
                /** @description What is in this collection. */
                collection_id?: string;
                /** @description Words of the product, as shoppers search, or a code. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_product: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,title. */
                fields?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Sisal basket",
                 *       "status": "published",
                 *       "option_names": [
                 *         "Size"
                 *       ],
                 *       "variants": [
                 *         {
                 *           "option_values": [
                 *             "Small"
                 *           ],
                 *           "price_minor": 150000,
                 *           "on_hand": 12
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `slug_taken`: Another product of the store has this slug.
             *
             *     `sku_taken`: Another variant of the store has this SKU.
             *
             *     `barcode_taken`: Another variant of the store has this barcode.
             *
             *     `stock_promised`: Open orders hold more than that.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `product_changed`: It was changed meanwhile. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_input`: `errors` says which fields.
             *
             *     `category_gone`: The store has no such category.
             *
             *     `file_missing`: A product of files needs a file before it is published.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_product: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,title. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_product: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_product: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,title. */
                fields?: string;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductChange"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `slug_taken`: Another product of the store has this slug.
             *
             *     `sku_taken`: Another variant of the store has this SKU.
             *
             *     `barcode_taken`: Another variant of the store has this barcode.
             *
             *     `stock_promised`: Open orders hold more than that.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `precondition_failed`: It was changed since it was read.
             *
             *     `product_changed`: It was changed meanwhile. Read it again.
             */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_input`: `errors` says which fields.
             *
             *     `category_gone`: The store has no such category.
             *
             *     `file_missing`: A product of files needs a file before it is published.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_collections: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,title. */
                fields?: string;
                /** @description Rows at once. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Collection"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_collection: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,title. */
                fields?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Under 2,000",
                 *       "kind": "rule",
                 *       "conditions": [
                 *         {
                 *           "field": "price_to",
                 *           "value": "200000"
                 *         }
                 *       ],
                 *       "is_published": true
                 *     }
                 */
                "application/json": components["schemas"]["NewCollection"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `slug_taken`: Another collection of the store has this slug.
             *
             *     `category_slug`: A category of the store has this slug.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_input`: `errors` says which fields.
             *
             *     `product_gone`: The store has not all of these products.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_collection: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,title. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_collection: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_collection: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,title. */
                fields?: string;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectionChange"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `slug_taken`: Another collection of the store has this slug.
             *
             *     `category_slug`: A category of the store has this slug.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_input`: `errors` says which fields.
             *
             *     `product_gone`: The store has not all of these products.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_locations: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,name,is_default. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Location"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_inventory: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,product_id,title. */
                fields?: string;
                /** @description Rows at once. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
                /** @description All, what runs low, or what is out. */
                view?: "all" | "low" | "out";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Stock"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_inventory: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,product_id,title. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stock"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjust_inventory: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,product_id,title. */
                fields?: string;
            };
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Adjustment"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stock"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             *
             *     `idempotency_key_required`: None was sent.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `location_closed`: The store has no such location that is open.
             *
             *     `not_enough_stock`: Fewer than that are there and not promised to orders.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transfer_inventory: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,product_id,title. */
                fields?: string;
            };
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Transfer"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stock"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             *
             *     `idempotency_key_required`: None was sent.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `location_closed`: The store has no such location that is open.
             *
             *     `not_enough_stock`: Fewer than that are there and not promised to orders.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_discounts: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,name. */
                fields?: string;
                /** @description Rows at once. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
                /** @description Of those that time decides. */
                state?: "active" | "scheduled" | "ended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Discount"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_discount: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,name. */
                fields?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Long rains",
                 *       "code": "RAINS10",
                 *       "kind": "percent",
                 *       "percent_bp": 1000
                 *     }
                 */
                "application/json": components["schemas"]["NewDiscount"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discount"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `code_taken`: Another discount of the store has this code.
             *
             *     `too_many_automatic`: Ten discounts that come by themselves are the most.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_discount: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,name. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discount"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_discount: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_discount: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,name. */
                fields?: string;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscountChange"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discount"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `code_taken`: Another discount of the store has this code.
             *
             *     `too_many_automatic`: Ten discounts that come by themselves are the most.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_orders: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,number. */
                fields?: string;
                /** @description What to add, with commas: payments, refunds, customer. */
                expand?: string;
                /** @description Rows at once. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
                status?: "pending" | "paid" | "fulfilled" | "completed" | "cancelled" | "expired";
                payment_status?: "unpaid" | "partly_paid" | "paid" | "overpaid" | "partly_refunded" | "refunded" | "refunding" | "disputed";
                fulfilment_status?: "unfulfilled" | "partly" | "packed" | "shipped" | "delivered";
                /** @description Of the buyer. */
                phone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_order: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,number. */
                fields?: string;
                /** @description What to add, with commas: payments, refunds, customer. */
                expand?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lines": [
                 *         {
                 *           "variant_id": "0193e1a0-7000-7000-8000-000000000001",
                 *           "quantity": 2
                 *         }
                 *       ],
                 *       "name": "Wanjiru Kamau",
                 *       "phone": "+254712345678",
                 *       "delivery_method": "delivery",
                 *       "area": "Kilimani, Nairobi",
                 *       "landmark": "Tumaini Chemist, Gitanga Rd"
                 *     }
                 */
                "application/json": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `store_not_found`: The store is not open.
             *
             *     `payment_not_available`: The store cannot be paid this way.
             *
             *     `lines_unavailable`: Some goods are gone, or fewer than asked for.
             *
             *     `discount_not_applied`: The code takes nothing off.
             *
             *     `total_changed`: It costs something else by now.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_input`: `errors` says which fields.
             *
             *     `delivery_needed`: These goods need a delivery or a pickup.
             *
             *     `pickup_not_offered`: The store offers no pickup.
             *
             *     `pickup_point_not_offered`: The store has no such pickup point.
             *
             *     `area_not_served`: The store does not deliver there.
             *
             *     `total_not_payable`: No gateway takes such a total.
             *
             *     `cash_too_much`: The store takes no cash for so much.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_order: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,number. */
                fields?: string;
                /** @description What to add, with commas: payments, refunds, customer. */
                expand?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_order: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,number. */
                fields?: string;
                /** @description What to add, with commas: payments, refunds, customer. */
                expand?: string;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fulfilment_status": "packed"
                 *     }
                 */
                "application/json": components["schemas"]["OrderChange"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `goods_further`: Its goods are further already.
             *
             *     `not_shipped`: What is picked up or downloaded is not shipped.
             *
             *     `order_not_ready`: Its goods wait for their money, or it is over.
             *
             *     `nothing_to_send`: All of its goods were given back.
             *
             *     `order_not_open`: It is over.
             *
             *     `goods_delivered`: Some of its goods were handed over.
             *
             *     `money_received`: Some money came: give it back first.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_customers: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,phone. */
                fields?: string;
                /** @description Rows at once. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
                /** @description E.164: +254712345678 */
                phone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Customer"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_customer: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,phone. */
                fields?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+254712345678",
                 *       "name": "Wanjiru Kamau",
                 *       "tags": [
                 *         "wholesale"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewCustomer"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `phone_taken`: A customer of the store has this phone.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_customer: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,phone. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_customer: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,phone. */
                fields?: string;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerChange"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_payments: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,order_id. */
                fields?: string;
                /** @description Rows at once. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
                order_id?: string;
                state?: "created" | "submitted" | "pending" | "succeeded" | "failed" | "expired" | "unknown";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Payment"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_payment: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,order_id. */
                fields?: string;
            };
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayment"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             *
             *     `idempotency_key_required`: None was sent.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `already_paid`: Nothing is left to pay.
             *
             *     `order_cancelled`: A cancelled order takes no money.
             *
             *     `prompt_live`: A prompt may still be on the phone. Ask again later.
             *
             *     `payment_not_available`: The store cannot be paid this way.
             *
             *     `lines_unavailable`: Its goods were sold to somebody else.
             *
             *     `discount_used_up`: A discount of it was used up since: order anew.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_input`: `errors` says which fields.
             *
             *     `order_not_found`: The store has no such order.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_payment: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,order_id. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refund_payment: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,order_id,payment_id. */
                fields?: string;
            };
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRefund"];
            };
        };
        responses: {
            /** @description Under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             *
             *     `idempotency_key_required`: None was sent.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `payment_not_found`: No money came with this payment.
             *
             *     `refund_too_big`: Less than that is left to give back.
             *
             *     `line_refunded`: Fewer of these goods are left to refund.
             *
             *     `refund_not_available`: This account cannot send money back.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_input`: `errors` says which fields.
             *
             *     `amount_not_payable`: The gateway does not take this amount.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_api_keys: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,name,prefix. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_key: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,name,prefix. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Till",
                 *       "permissions": [
                 *         "orders.view",
                 *         "orders.manage"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `permission_missing`: The caller may not do this in the store.
             *
             *     `person_needed`: Only a person makes, replaces and revokes keys.
             *
             *     `permission_not_held`: A key may do no more than whoever makes it.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_api_key: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,name,prefix. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyReplacement"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `permission_missing`: The caller may not do this in the store.
             *
             *     `person_needed`: Only a person makes, replaces and revokes keys.
             *
             *     `permission_not_held`: A key may do no more than whoever makes it.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key_over`: It is revoked or over. Make a new one.
             *
             *     `key_replaced`: Another key took its place.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `permission_missing`: The caller may not do this in the store.
             *
             *     `person_needed`: Only a person makes, replaces and revokes keys.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhooks: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,url. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_webhook: {
        parameters: {
            query?: {
                /** @description The store, for a person who works in several. A key works in its own. */
                store_id?: string;
                /** @description Fields of the answer to keep, with commas: id,store_id,url. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.com/webhooks",
                 *       "events": [
                 *         "order.paid",
                 *         "order.refunded"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewWebhookEndpoint"];
            };
        };
        responses: {
            /** @description So it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeWebhookEndpoint"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `permission_missing`: The caller may not do this in the store.
             *
             *     `permission_not_held`: Some of these events tell what the caller may not read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_endpoints`: A store has ten endpoints at most. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_webhook: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,url. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_webhook: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_webhook: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,store_id,url. */
                fields?: string;
            };
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointChange"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description `invalid_json`: The body is not JSON in UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `permission_missing`: The caller may not do this in the store.
             *
             *     `permission_not_held`: Some of these events tell what the caller may not read.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_endpoints`: A store has ten endpoints at most. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotate_webhook_secret: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: secret,old_secret_until_at. */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookSecret"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhook_deliveries: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: id,endpoint_id,event_id. */
                fields?: string;
                /** @description Rows at once. */
                limit?: number;
                /** @description `next` of the page before. */
                after?: string;
                state?: "pending" | "succeeded" | "failed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookDelivery"][];
                        /** @description Send it as `after` for the rows that follow. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replay_webhook: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: count. */
                fields?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookReplay"];
            };
        };
        responses: {
            /** @description Under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplayed"];
                };
            };
            /**
             * @description `invalid_json`: The body is not JSON in UTF-8.
             *
             *     `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `endpoint_off`: The endpoint is switched off.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload_too_large`: More than 64 KB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: Not application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid_input`: `errors` says which fields.
             *
             *     `too_many_events`: That are more than 5,000 events.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_webhook: {
        parameters: {
            query?: {
                /** @description Fields of the answer to keep, with commas: delivery_id. */
                fields?: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            /** @description `invalid_idempotency_key`: Not 8 to 128 letters, digits, - or _. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: No token or key, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission_missing`: The caller may not do this in the store. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Nothing is here, or it is another store's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency_key_reused`: The key was used for another request.
             *
             *     `endpoint_off`: The endpoint is switched off.
             *
             *     `too_many_tests`: 30 tests an hour are sent at most.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_input`: `errors` says which fields. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Wait as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
